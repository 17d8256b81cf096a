import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import Testing

/// Rules stack: what one flags is not good, and everything is drawn.
@Suite struct ValidateTests {
  @Test func aValueIsGoodWhenNoRuleFlagsIt() throws {
    let values: [Double?] = [10, 10, 10, 10, 20, 10, 16]
    let x = values.indices.map { PlotCoordinate(Double($0)) }
    let rules = [rule("range_validator", ["max": 15]), rule("outlier_detector"), rule("range_validator", ["min": 0])]
    let report = try validate(values, x: x, rules: rules)
    #expect(report.ok == [true, true, true, true, false, true, false])
    #expect(report.flagged == [4, 6])
    #expect(report.rules.map(\.name) == ["range_validator", "outlier_detector", "range_validator"])
    #expect(report.rules.map(\.flagged) == [[4, 6], [4], []])
    #expect(report.layout.texts.map(\.text) == ["max", "&#9711;", "Outlier", "min"])
  }

  @Test func withoutRulesEveryValueIsGood() throws {
    let report = try validate([1, nil], x: nil, rules: [])
    #expect(report.ok == [true, true])
    #expect(report.flagged == [])
  }

  @Test func anErrorSaysWhichRule() {
    let rules = [rule("range_validator", ["min": 1]), rule("outlier_detector", ["treshold": 3])]
    let error = #expect(throws: ValidationError.self) { try validate([1], x: nil, rules: rules) }
    #expect(error?.rule == 1)
    #expect(error?.place == .parameter("treshold"))
    #expect(error?.hint == "Did you mean \"threshold\"?")
  }

  @Test func aValidatorThatIsNotKnownIsRefusedWithTheNearest() {
    let error = #expect(throws: ValidationError.self) { try judge([1], by: "range_validater") }
    #expect(error?.message == "Validator function 'range_validater' not found")
    #expect(error?.place == .parameter("name"))
    #expect(error?.hint == "Did you mean \"range_validator\"?")
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity"])
  func parametersAreFinite(_ number: String) throws {
    let parameters: OrderedMap<JSON> = ["min": try JSON(parsing: Array(number.utf8))]
    let error = #expect(throws: ValidationError.self) { try judge([1], by: "range_validator", parameters) }
    #expect(error?.place == .parameter("min"))
  }

  @Test func timesAreDrawnInUTC() throws {
    var rule = rule("outlier_detector")
    rule.isTimestamp = true
    let x = (0..<5).map { PlotCoordinate(1_717_200_000.9 + Double($0) * 86_400) }
    let layout = try validate([1, 1, 1, 1, 9], x: x, rules: [rule]).layout
    #expect(layout.texts.map(\.x) == [.text("2024-06-05 00:00:00"), .text("2024-06-05 00:00:00")])
  }

  @Test(arguments: [.text("v1"), PlotCoordinate(1e12), PlotCoordinate(-1e300)] as [PlotCoordinate])
  func whatIsNoTimeIsRefusedWhereItShallBeOne(_ x: PlotCoordinate) {
    var rule = rule("outlier_detector")
    rule.isTimestamp = true
    let error = #expect(throws: ValidationError.self) {
      try validate([1, 1], x: [PlotCoordinate(0), x], rules: [rule])
    }
    #expect(error?.place == .x(1))
  }

  /// Whatever the values, all rules together answer one flag for each, and draw what can be written.
  @Test func noSeriesIsTooStrange() throws {
    var generator = SeededSeries(seed: 6)
    let strange: [Double?] = [.nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, -0.0, nil]
    for _ in 0..<300 {
      let values = generator.series().map { $0.flatMap { generator.isRare() ? generator.element(of: strange) : $0 } }
      let robust = JSON.bool(generator.isRare())
      let rules = [
        rule("regression_detector", ["baseline": "absolute", "robust": robust]),
        rule("outlier_detector", ["robust": robust]), rule("range_validator", ["min": 0]),
      ]
      let report = try validate(values, x: values.indices.map { PlotCoordinate(Double($0)) }, rules: rules)
      #expect(report.ok.count == values.count)
      #expect(report.flagged == report.ok.indices.filter { !report.ok[$0] })
      #expect(!String(decoding: JSONWriter.bytes(of: report.layout), as: UTF8.self).contains("null"))
    }
  }
}
