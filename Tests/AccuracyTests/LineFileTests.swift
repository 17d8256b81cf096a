import CalibraxJSON
import Testing

@testable import calibrax_accuracy

/// A file that is not what it should be is refused with the line.
@Suite struct LineFileTests {
  private static let good = #"{"noise":"gauss","family":"step","values":[1,2,3],"change_points":[2]}"#

  @Test func emptyLinesArePassedOver() throws {
    let values = try read("\(Self.good)\n\n \(Self.good)\n")
    #expect(values.count == 2)
  }

  @Test(arguments: [
    ("{", "f:2: "), (#"{"noise":"gauss"}"#, "f:2: family: is missing"),
    (#"{"noise":"gauss","family":"stp","values":[1],"change_points":[]}"#, #"Did you mean "step"?"#),
    (#"{"noise":"gauss","family":"step","values":[1,"x"],"change_points":[]}"#, "f:2: values[1]: expected a number"),
    (#"{"noise":"gauss","family":"step","values":[1],"change_points":[],"otava":3}"#, "f:2: otava: expected an array"),
    (#"{"noise":"gauss","family":"step","values":[1],"change_points":[4]}"#, "f:2: change_points[0]: lies outside"),
    (#"{"noise":"gauss","family":"step","values":[NaN],"change_points":[]}"#, "f:2: values[0]: is not finite"),
  ])
  func mistakesAreNamed(_ line: String, _ complaint: String) {
    do {
      let values = try read("\(Self.good)\n\(line)")
      Issue.record("read \(values.count)")
    } catch {
      #expect("\(error)".contains(complaint), "\(error)")
    }
  }

  @Test func nothingIsRefused() {
    #expect(throws: Refusal.self) { try read("") }
    #expect(throws: Refusal.self) { try RecordedRuns(file: "/nowhere/runs.jsonl") }
  }

  private func read(_ text: String) throws -> [LabeledSeries] {
    try LineFile.values(of: Array(text.utf8), in: "f") { (series: LabeledSeries) throws(JSONError) in
      try series.check()
    }
  }
}
