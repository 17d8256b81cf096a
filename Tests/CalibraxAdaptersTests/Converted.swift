import CalibraxModel
import CalibraxTestSupport
import Foundation

@testable import CalibraxAdapters

/// What files were turned into.
struct Converted {
  var runs: [Run] = []
  var skipped: [InputRemark] = []
  var notes: [InputRemark] = []

  /// - Parameter format: The adapter; found when `nil`.
  init(
    _ files: [(name: String, text: String)], as format: String? = nil, joins: Bool = true, refusesBadFiles: Bool = true
  ) throws {
    final class Runs { var all: [Run] = [] }
    let runs = Runs()
    var conversion = Conversion(joinsFiles: joins, refusesBadFiles: refusesBadFiles) { run, _ in
      runs.all.append(run)
      return true
    }
    let adapter = try format.flatMap { try Detection.adapter(named: $0) }
    try conversion.read(files.map { SourceFile(name: $0.name, bytes: Array($0.text.utf8)) }, by: adapter)
    self.runs = runs.all
    skipped = conversion.skipped
    notes = conversion.notes
  }

  init(_ text: String, as format: String? = nil) throws {
    try self.init([("file", text)], as: format)
  }

  /// The file of a real tool, with those that belong to it where it is one of several.
  static func fixture(_ name: String) throws -> Converted {
    try Converted(fixtureFiles(name))
  }

  static func fixtureFiles(_ name: String) throws -> [(name: String, text: String)] {
    let root = Fixtures.path("adapters")
    let isFolder = name.hasSuffix("/") || name.hasPrefix("asv/")
    let folder = name.hasSuffix("/") ? String(name.dropLast()) : name.split(separator: "/").first.map(String.init) ?? ""
    let names =
      isFolder
      ? try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).sorted().map { folder + "/" + $0 }
      : [name]
    return try names.map { ($0, try String(contentsOfFile: root + "/" + $0, encoding: .utf8)) }
  }
}
