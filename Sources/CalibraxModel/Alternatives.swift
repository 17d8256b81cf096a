/// Words as a sentence has them: `a, b or c`.
public func alternatives(_ words: [String]) -> String {
  words.dropLast().joined(separator: ", ") + (words.count > 1 ? " or " : "") + (words.last ?? "")
}
