import CalibraxTestSupport
import Foundation
import Testing

/// Imports go down only, and unsafe annotations are few and explained.
@Suite struct FloorTests {
  /// Every target with its floor; modules of one floor do not import each other unless listed.
  private static let floors: [String: Int] = [
    "CLinux": 0, "CalibraxJSON": 0, "CalibraxModel": 1, "CalibraxRPC": 1, "CalibraxNet": 1, "CalibraxSystem": 1,
    "CalibraxYAML": 1, "CalibraxHTTP": 1,
    "CalibraxReading": 2, "CalibraxAPI": 3, "CalibraxAdapters": 3, "CalibraxAnalysis": 3, "CalibraxMonitoring": 3,
    "CalibraxDashboard": 3, "CalibraxStore": 3, "CalibraxServer": 4, "CalibraxClient": 4, "calibraxd": 5,
    "calibraxctl": 5, "calibrax-bench": 5, "calibrax-protocol": 5, "calibrax-accuracy": 5,
  ]
  private static let forbidden = [("CalibraxNet", "CalibraxJSON"), ("CalibraxRPC", "CalibraxNet")]

  @Test func importsGoDownOnly() throws {
    for (target, path, line) in try sourceLines() {
      guard let floor = Self.floors[target] else {
        Issue.record("\(target) has no floor")
        return
      }
      let words = line.split(separator: " ")
      guard let module = words.drop(while: { $0 == "public" }).dropFirst().first, words.contains("import"),
        let below = Self.floors[String(module)]
      else { continue }
      #expect(below < floor, "\(path) imports \(module) of its own floor or above")
      #expect(!Self.forbidden.contains { $0 == (target, String(module)) }, "\(path) must not import \(module)")
    }
  }

  @Test func onlyTheBenchmarkImportsFoundation() throws {
    for (target, path, line) in try sourceLines() where target != "calibrax-bench" {
      #expect(!line.hasSuffix("import Foundation"), "\(path)")
    }
  }

  @Test func noAnnotationWithoutAReason() throws {
    var unexplained: [String] = []
    for (_, path, line) in try sourceLines()
    where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
      unexplained.append(path)
    }
    #expect(unexplained == [])
  }

  private func sourceLines() throws -> [(target: String, path: String, line: String)] {
    let root = Fixtures.repository("Sources")
    let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") }
    #expect(files.count > 50)
    return try files.flatMap { file in
      let target = String(file.prefix { $0 != "/" })
      return try String(contentsOfFile: root + "/" + file, encoding: .utf8).split(separator: "\n")
        .map { (target, file, String($0)) }
    }
  }
}
