/// A folder of run documents inside the data directory.
public enum Folder: String, CaseIterable, Sendable {
  /// One file a run, `<id>.json`.
  case runs
  /// One file a baseline, `<name>.json`.
  case baselines
}

/// Where things lie in a data directory.
public struct StoreLayout: Sendable {
  /// The data directory, without a slash at its end.
  public let directory: String

  /// The layout of a data directory.
  public init(_ directory: String) {
    var path = directory
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    self.directory = path
  }

  /// The definitions that hold for every run.
  public static let configuration = "config.json"
  /// What changed the baselines.
  static let auditTrail = "audit/baselines.ndjson"
  /// The folder of benchmarks.
  static let benchmarks = "benchmarks"
  /// What every temporary file's name begins with. None ends in `.json`, which other programs would read.
  static let temporaryPrefix = ".calibrax-"

  var configuration: String { directory + "/" + Self.configuration }
  var index: String { directory + "/index" }
  var indexFile: String { index + "/runs.index" }
  var series: String { directory + "/series" }
  var manifest: String { series + "/manifest" }
  var journal: String { directory + "/monitoring" }
  var audit: String { directory + "/audit" }
  var auditTrail: String { directory + "/" + Self.auditTrail }
  var benchmarks: String { directory + "/" + Self.benchmarks }
  var lock: String { directory + "/calibrax.lock" }

  func path(_ folder: Folder) -> String { directory + "/" + folder.rawValue }
  func path(_ folder: Folder, _ file: String) -> String { path(folder) + "/" + file }

  func benchmark(_ file: String) -> String { benchmarks + "/" + file }

  /// The name of the file for a run's identifier or a baseline's name; what a file name should not hold is
  /// percent-encoded.
  static func file(for name: String) -> String {
    if name.utf8.allSatisfy(isSafe) { return name + ".json" }
    let characters = name.utf8.map { byte in
      isSafe(byte)
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return characters.joined() + ".json"
  }

  /// Whether a byte stands for itself in the name of a file.
  private static func isSafe(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || safePunctuation.contains(byte)
  }

  private static let safePunctuation = Array("._:+-".utf8)

  /// The name that a file was made for.
  static func name(for file: String) -> String {
    var bytes: [UInt8] = []
    var rest = Substring(file.dropLast(".json".count)).utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let code = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func isDocument(_ file: String) -> Bool { file.hasSuffix(".json") }

  /// Makes the data directory, and those above it, unless they are there.
  public func makeDirectory(_ files: any Files = SystemFiles()) throws(FileError) {
    try Self.makeDirectory(directory, files)
  }

  static func makeDirectory(_ path: String, _ files: any Files) throws(FileError) {
    if try files.stamp(path) != nil { return }
    let slash = path.lastIndex(of: "/")
    let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    if parent != path { try makeDirectory(parent, files) }
    try files.makeDirectory(path)
    // The name is as durable as what will be stored under it.
    try files.syncDirectory(parent)
  }
}
