import CalibraxDashboard
import Testing

/// Arithmetic on metrics.
@Suite struct FormulaTests {
  private let metrics = ["A": 10.0, "B": 4, "AB": 3, "MPI Tasks": 8, "x-y": 2, "Größe": 5, "Z": 0]

  @Test(arguments: [
    ("A / B", 2.5), ("'A' / \"B\"", 2.5), ("A - B - 1", 5), ("A - (B - 1)", 7), ("1 - A * 2", -19), ("-A + B", -6),
    ("A / B / 2", 1.25), ("'MPI Tasks' / B", 2), ("'x-y' * A", 20), ("A + AB", 13), ("Größe * 2", 10), ("1e-1 * A", 1),
    ("2 * -B", -8), ("--B", 4), ("100 / ('MPI Tasks' * 5)", 2.5), (".5 * A", 5), ("1e3", 1000),
  ]) func arithmetic(_ text: String, _ value: Double) throws {
    #expect(try Formula(text).value { metrics[$0] } == value)
  }

  @Test(arguments: ["A / Z", "A / (B - 4)", "A + missing", "1e308 * A"]) func whatHasNoValue(_ text: String) throws {
    #expect(try Formula(text).value { metrics[$0] } == nil)
  }

  @Test(arguments: [
    ("A +", "a metric or number is missing before its end"), ("(A + B", "a parenthesis is not closed before its end"),
    ("A B", "there is an operator missing before \"B\""), ("A ** 2", "a metric or number is missing before \"* 2\""),
    ("2x * A", "\"2x\" is no number; put names that begin with a digit in quotes"),
    ("'A + B", "a quote is not closed: 'A + B"),
    ("A + )", "a metric or number is missing before \")\""), ("", "a metric or number is missing before its end"),
    ("A % B", "there is an operator missing before \"% B\""),
    ("0x10", "\"0x10\" is no number; put names that begin with a digit in quotes"),
  ]) func whatIsNone(_ text: String, _ message: String) {
    #expect(throws: Formula.Fault(message: message)) { try Formula(text) }
  }

  @Test func theMetricsThatItUses() throws {
    #expect(try Formula("A / 'x-y' + A").names == ["A", "x-y"])
  }

  @Test func depthHasALimit() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(throws: Formula.Fault.self) { try Formula(deep) }
  }
}
