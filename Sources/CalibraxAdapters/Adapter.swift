import CalibraxModel

/// What turns the output of a benchmark tool into runs. A new format is one file in Formats and an entry in
/// ``allAdapters``.
public protocol Adapter: SendableMetatype {
  /// The name that people give: `google-benchmark`.
  static var name: String { get }
  /// What it reads, a phrase: `JSON and CSV of Google Benchmark`.
  static var summary: String { get }
  /// Whether a file, by its name and beginning, is of the format.
  static func recognizes(_ head: FileHead) -> Bool
  /// Reads files of the format, which belong together as those of a folder do. What it leaves out it reports.
  ///
  /// - Throws: ``AdapterError`` for a file that is not of the format, or ends in its middle.
  static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError)
}

/// An adapter whose files have nothing to do with one another.
public protocol FileAdapter: Adapter {
  /// Reads a file of the format. What it leaves out it reports.
  ///
  /// - Throws: ``AdapterError`` for a file that is not of the format, or ends in its middle.
  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError)
}

extension FileAdapter {
  /// Reads one file after the other.
  public static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError) {
    for index in files.indices {
      conversion.begin(files[index].name)
      try read(&files[index], into: &conversion)
      conversion.endFile()
    }
  }
}

/// Why a file cannot be turned into runs.
public struct AdapterError: Error, Equatable, Sendable {
  /// The file's name.
  public var file: String
  /// Where in it, as `line 3` or `benchmarks[2].real_time`; empty for all of it.
  public var place: String
  /// What was wrong.
  public var message: String
  /// What to do about it.
  public var hint: String?

  /// What was wrong, with its place in the file before it.
  public var sentence: String { (place.isEmpty ? "" : place + ": ") + message }

  /// An error about a file.
  public init(_ file: String, _ place: String = "", _ message: String, hint: String? = nil) {
    self.file = file
    self.place = place
    self.message = message
    self.hint = hint
  }
}
