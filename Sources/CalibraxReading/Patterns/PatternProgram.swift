/// A pattern as instructions, each of which names those that follow.
///
/// Source: Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009.
struct PatternProgram: Sendable {
  enum Instruction: Hashable, Sendable {
    /// Takes a character: one of ASCII, or another of a set, the number of which is given.
    case take(ASCIISet, others: Int?, next: Int)
    /// Goes on in two ways, the first of which is better.
    case choose(Int, otherwise: Int)
    /// Begins the group.
    case open(next: Int)
    /// Ends the group.
    case close(next: Int)
    /// Goes on where something holds.
    case check(PatternAssertion, next: Int)
    /// All is found.
    case found
  }

  let instructions: [Instruction]
  let sets: [ScalarSet]
  /// The instruction to begin with.
  let entry: Int
  let starts: PatternStarts

  init(_ instructions: [Instruction], sets: [ScalarSet], entry: Int) {
    self.instructions = instructions
    self.sets = sets
    self.entry = entry
    starts = PatternStarts(instructions, entry: entry)
  }
}
