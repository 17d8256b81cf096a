import CalibraxModel

/// The statuses of the last moments, oldest first, from what a tally says: `-S-S-F-S-W`.
func statuses(_ status: String) -> HTML {
  let letters = status.filter { $0 != "-" }
  guard let last = letters.last else { return "<span class=\"none\">–</span>" }
  let spoken = letters.map { word(of: $0) }.joined(separator: ", ")
  let marks = letters.map { letter -> HTML in
    "<span class=\"status \(tone(of: letter).rawValue)\" aria-hidden=\"true\">\(String(letter))</span>"
  }
  return """
    <span class="statuses" role="img" aria-label="Last runs, oldest first: \(spoken)" \
    title="Status of the last runs, oldest (left) to newest (right): \(spoken)" \
    data-sort="\(String(last))">\(marks)</span>
    """
}

private func tone(of letter: Character) -> Tone {
  switch letter {
  case "S": .good
  case "W": .warn
  case "F": .bad
  default: .plain
  }
}

private func word(of letter: Character) -> String {
  switch letter {
  case "S": "successful"
  case "W": "warning"
  case "F": "failed"
  default: String(letter)
  }
}
