import CalibraxAPI
import CalibraxTestSupport
import Foundation
import Testing

/// The generated files of Protocol/ are what the methods say now.
@Suite struct GeneratedFilesTests {
  @Test func areUpToDate() throws {
    for (path, bytes) in ProtocolFiles.all {
      let stored = FileManager.default.contents(atPath: Fixtures.repository("Protocol/" + path))
      #expect(stored.map { Array($0) } == bytes, "Protocol/\(path) is stale: swift run calibrax-protocol Protocol")
    }
  }

  @Test func nothingElseIsThere() throws {
    let schemas = try FileManager.default.contentsOfDirectory(atPath: Fixtures.repository("Protocol/schemas"))
    let generated = Set(ProtocolFiles.all.map(\.path))
    for schema in schemas {
      #expect(generated.contains("schemas/" + schema), "Protocol/schemas/\(schema) is of no method")
    }
  }
}
