import CalibraxAPI
import CalibraxAdapters
import CalibraxJSON
import CalibraxModel

/// What `ingest` and `import` are told of files that benchmark tools wrote.
struct SourceFlags {
  static let flags = [
    Flag(
      "--from", "FORMAT", Ingest.self, "from",
      "What the files are: auto, which finds it, or a format."),
    Flag("--tag", "KEY=VALUE", "A tag that every point gets; may be repeated."),
    Flag("--commit", "COMMIT", Ingest.self, "commit", "The commit they are of, in place of what they say."),
    Flag("--branch", "BRANCH", Ingest.self, "branch", "The branch they are of, in place of what they say."),
    Flag("--timestamp", "TIME", Ingest.self, "timestamp", "When they were measured, in place of what they say."),
  ]

  /// The formats as the help tells them.
  static var formats: String {
    let width = (allAdapters.map { $0.name.count }.max() ?? 0) + 2
    return "Formats:\n\n" + allAdapters.map { "  " + padded($0.name, width) + $0.summary }.joined(separator: "\n")
  }

  /// The adapter; `nil` to find it.
  let adapter: (any Adapter.Type)?
  let tags: OrderedMap<String>
  private let commit: String?
  private let branch: String?
  private let timestamp: String?

  init(_ flags: borrowing ParsedFlags) throws(Failure) {
    do throws(UnknownFormat) {
      adapter = try Detection.adapter(named: flags["--from"] ?? Detection.auto)
    } catch {
      throw .usage(
        "no adapter reads \"\(error.name)\"; there are \(UnknownFormat.names.joined(separator: ", "))",
        meant: error.name, among: UnknownFormat.names)
    }
    tags = try flags.pairs("--tag")
    commit = flags["--commit"]
    branch = flags["--branch"]
    timestamp = flags["--timestamp"]
    if let timestamp, Timestamp(timestamp) == nil {
      throw .usage("--timestamp needs a time in ISO 8601, as 2026-03-01T12:00:00, not \"\(timestamp)\"")
    }
  }

  /// Sets what was said in place of what the files say.
  func describe(_ run: inout Run) {
    if let commit { run.commit = commit }
    if let branch { run.branch = branch }
    if let timestamp { run.timestamp = timestamp }
  }
}

extension Failure {
  /// A file that cannot be read as what it is.
  init(_ error: AdapterError) {
    self.init(code: .refused, message: "\(error.file): \(error.sentence)", hint: error.hint)
  }
}
