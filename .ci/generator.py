"""What the generators of texts for comparisons have in common."""


class Generator:
    """Makes choices by a seeded source, so that a text that differs can be made again."""

    def __init__(self, random):
        self.random = random

    def chance(self, share):
        return self.random.random() < share

    def pick(self, choices):
        return self.random.choice(choices)
