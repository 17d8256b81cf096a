import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// The generated files of Protocol/ are what the methods say now.
@Suite struct GeneratedFilesTests {
  private let files = ProtocolFiles.all(validators: allValidators.map { ($0.name, $0.summary, $0.schema) })

  @Test func areUpToDate() throws {
    for (path, bytes) in files {
      let stored = FileManager.default.contents(atPath: Fixtures.repository("Protocol/" + path))
      #expect(stored.map { Array($0) } == bytes, "Protocol/\(path) is stale: swift run calibrax-protocol Protocol")
    }
  }

  @Test func nothingElseIsThere() throws {
    let schemas = try FileManager.default.contentsOfDirectory(atPath: Fixtures.repository("Protocol/schemas"))
    let generated = Set(files.map(\.path))
    for schema in schemas {
      #expect(generated.contains("schemas/" + schema), "Protocol/schemas/\(schema) is of no method")
    }
  }
}
