/// Why the store did not do what it was asked, as a sentence for people.
public enum StoreError: Error, Equatable, Sendable {
  /// There is no such run.
  case noRun(String)
  /// There is no run at all.
  case noRuns
  /// There is no such baseline.
  case noBaseline(String)
  /// There is no such benchmark.
  case noBenchmark(String)
  /// Another run is stored under the identifier.
  case differs(String)
  /// The file that the run would have holds something that cannot be read.
  case obstructed(id: String, file: String, reason: String)
  /// The disk is full or failed, or may not be written.
  case unwritable(FileError)
  /// A file cannot be read, or is not what it should be.
  case damaged(file: String, reason: String)
}
