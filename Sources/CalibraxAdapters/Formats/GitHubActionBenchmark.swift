import CalibraxJSON
import CalibraxModel

/// What github-action-benchmark takes from tools that it does not know: `[{name, unit, value, range?, extra?}]`.
/// package-benchmark writes it too. That larger values are better is said when the action is called, so nothing in the
/// file says it: its name may, or the units, or people by the name of the format.
enum GitHubActionBenchmark: FileAdapter {
  static let name = "github-action-benchmark"
  static let summary = "custom JSON of github-action-benchmark; the direction by the file's name or the units"

  static func recognizes(_ head: FileHead) -> Bool { isList(head) }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    let said = FileHead(name: file.name, bytes: []).direction
    try read(&file, improving: said, into: &conversion)
  }

  fileprivate static func isList(_ head: FileHead) -> Bool { head.isArray(with: "name", "unit", "value") }

  fileprivate static func read(
    _ file: inout SourceFile, improving said: Direction?, into conversion: inout Conversion
  ) throws(AdapterError) {
    guard let list = try JSONDocument.read(&file).elements else {
      throw AdapterError(file.name, "", "there is no list of benchmarks")
    }
    var values: [(place: String, value: GitHubActionValue)] = []
    for (index, element) in list.enumerated() {
      if let value = GitHubActionValue(element) {
        values.append(("[\(index)]", value))
      } else {
        conversion.skip("[\(index)]", "it has no name")
      }
    }
    let direction = said ?? direction(of: values.map(\.value.unit))
    if direction == .info {
      conversion.note(
        "",
        "nothing says which way its values improve: read it as \(GitHubActionBenchmarkBigger.name) or "
          + GitHubActionBenchmarkSmaller.name)
    }
    var draft = RunDraft()
    for (place, value) in values { value.add("value", direction, to: &draft, at: place, &conversion) }
    conversion.add(draft)
  }

  /// The direction of the units that have one, for a file has but one; `nil` when they have several.
  private static func direction(of units: [String]) -> Direction? {
    let known = Set(units.map { Unit($0).direction }).subtracting([.info])
    return known.count > 1 ? nil : known.first ?? .info
  }
}

/// The same where people or the file's name say that larger values are better.
enum GitHubActionBenchmarkBigger: FileAdapter {
  static let name = "github-action-benchmark-bigger"
  static let summary = "custom JSON of github-action-benchmark, larger values are better"

  static func recognizes(_ head: FileHead) -> Bool {
    head.direction == .higher && GitHubActionBenchmark.isList(head)
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    try GitHubActionBenchmark.read(&file, improving: .higher, into: &conversion)
  }
}

/// The same where people or the file's name say that smaller values are better.
enum GitHubActionBenchmarkSmaller: FileAdapter {
  static let name = "github-action-benchmark-smaller"
  static let summary = "custom JSON of github-action-benchmark, smaller values are better"

  static func recognizes(_ head: FileHead) -> Bool {
    head.direction == .lower && GitHubActionBenchmark.isList(head)
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    try GitHubActionBenchmark.read(&file, improving: .lower, into: &conversion)
  }
}

extension FileHead {
  /// What `customBiggerIsBetter.json` or `main-bigger-is-better.json` say.
  fileprivate var direction: Direction? {
    let name = fileName.lowercased()
    return name.contains("bigger") ? .higher : name.contains("smaller") ? .lower : nil
  }
}
