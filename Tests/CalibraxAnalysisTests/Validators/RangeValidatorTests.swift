import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// A value is good between bounds, themselves included.
@Suite struct RangeValidatorTests {
  @Test func boundsAreGood() throws {
    let values: [Double?] = [29.9, 30, 31, nil, 980, 980.1]
    #expect(try judge(values, by: "range_validator", ["min": 30]).flagged == [0])
    #expect(try judge(values, by: "range_validator", ["max": 980]).flagged == [5])
    #expect(try judge(values, by: "range_validator", ["min": 30, "max": 980]).flagged == [0, 5])
    #expect(
      try judge(values, by: "range_validator", ["min": 980, "max": 30]).ok == [false, false, false, true, false, false])
  }

  @Test func whatIsNoNumberIsInNoRange() throws {
    let values: [Double?] = [.nan, .infinity, -.infinity]
    #expect(try judge(values, by: "range_validator", ["min": 0]).flagged == [0, 2])
    #expect(try judge(values, by: "range_validator", ["max": 0]).flagged == [0, 1])
  }

  @Test func oneBoundIsNeeded() {
    let error = #expect(throws: ValidationError.self) { try judge([1], by: "range_validator") }
    #expect(error?.message == "range_validator requires 'min' or 'max' parameter")
    #expect(error?.place == .parameter("min"))
  }

  @Test func boundsAreDrawnAcrossThePlotUnlessAnnotationsAreOff() throws {
    let layout = try judge([], by: "range_validator", ["min": 1, "max": 2]).layout
    #expect(layout.texts.map(\.text) == ["max", "min"])
    #expect(layout.lines.map(\.dash) == [.solid, .dash])
    #expect(layout.lines.map(\.y0) == [2, 1])
    #expect(layout.lines.allSatisfy { $0.xref == .paper })
    #expect(try judge([], by: "range_validator", ["min": 1, "annotations": false]).layout == PlotLayout())
  }
}
