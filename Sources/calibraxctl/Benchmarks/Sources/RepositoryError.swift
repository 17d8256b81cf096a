import CalibraxModel

/// Why the files of a repository cannot be had.
struct RepositoryError: Error, Equatable {
  /// A sentence that says what was wrong, and one that says what to do: `Git Error: …`.
  var message: String

  init(_ text: String) {
    message = "Git Error: " + printable(text)
  }
}
