import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import CalibraxAdapters

/// Files whose lines end as Windows ends them.
@Suite struct LineEndsTests {
  @Test(arguments: DamagedFilesTests.names) func theyAreReadAsOthers(_ name: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("adapters/" + name)))
    let text = String(decoding: bytes, as: UTF8.self)
    let windows = String(decoding: text.utf8.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }, as: UTF8.self)
    guard let expected = try? Converted([(name, text)]) else {
      #expect(throws: AdapterError.self) { try Converted([(name, windows)]) }
      return
    }
    let found = try Converted([(name, windows)])
    #expect(found.runs == expected.runs)
    #expect(found.skipped == expected.skipped)
    #expect(found.notes == expected.notes)
  }

  @Test func whatGoTellsInEventsMayEndSoToo() throws {
    let event = #"{"Action":"output","Package":"p","Output":"BenchmarkA-2 \t 100\t 12 ns/op\r\n"}"#
    #expect(try Converted(event + "\r\n").runs.flatMap(\.points).map(\.name) == ["BenchmarkA"])
  }
}
