import CalibraxTestSupport
import Foundation

/// The files of Veeksha's folders, by the paths that they have where it wrote them.
enum VeekshaFiles {
  static let run = "21_11_2026-00_16_28-e10f1d57"
  static let sweep = "sweep_21:11:2026-00:17:24"
  static let search = "21:11:2026-00:17:45-3775cc06"
  /// What must be nowhere in a run.
  static let secret = "sk-FAKE-key-for-tests-0123456789"

  static func benchmark() throws -> [(name: String, text: String)] {
    try files("adapters/veeksha/" + run, as: "benchmark_output/" + run)
  }

  static func sweepFiles() throws -> [(name: String, text: String)] {
    try files("veeksha/sweep", as: "benchmark_output/" + sweep)
  }

  static func searchFiles() throws -> [(name: String, text: String)] {
    try files("veeksha/search", as: "capacity_search_output/" + search)
  }

  private static func files(_ folder: String, as name: String) throws -> [(name: String, text: String)] {
    let root = Fixtures.path(folder)
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return try paths.sorted().compactMap { path in
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder), !isFolder.boolValue
      else { return nil }
      return (name + "/" + path, try String(contentsOfFile: root + "/" + path, encoding: .utf8))
    }
  }
}

extension [(name: String, text: String)] {
  /// The files without those whose path ends so.
  func without(_ ends: String...) -> Self {
    filter { file in !ends.contains { file.name.hasSuffix($0) } }
  }

  /// The files with another text in one of them.
  func with(_ end: String, _ text: String) -> Self {
    map { $0.name.hasSuffix(end) ? ($0.name, text) : $0 }
  }

  /// The text of the file whose path ends so.
  func text(_ end: String) -> String { first { $0.name.hasSuffix(end) }?.text ?? "" }
}
