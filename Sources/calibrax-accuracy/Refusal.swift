/// Why the arguments or a file cannot be used, as a sentence.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
