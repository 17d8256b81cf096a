import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Lines for spreadsheets, read by the rules of RFC 4180.
@Suite struct CSVFormatTests {
  @Test func everyVerdictTheWorstFirst() {
    let rows = CSVRows.read(CSVFormat.text(of: ReportSamples.ofEachKind))
    #expect(
      rows.first == [
        "verdict", "point_name", "tags", "metric", "direction", "baseline_value", "current_value", "delta_pct",
        "effect_lower", "effect_upper", "threshold", "reason",
      ])
    #expect(
      rows.dropFirst().map { $0[1] } == [
        "slower", "slow", "odd", "gone", "loud", "foreign", "rare", "faster", "added", "fine",
      ])
    #expect(rows[1] == ["regressed", "slower", "", "latency", "lower", "100.0", "200.0", "100.0", "", "", "0.05", ""])
    #expect(rows[4][6] == "")
  }

  @Test func numbersHaveEveryDigit() {
    let report = ReportSamples.report([ReportSamples.verdict("p", .regressed, from: 0.1, to: 0.30000000000000004)])
    #expect(CSVRows.read(CSVFormat.text(of: report))[1][5...6] == ["0.1", "0.30000000000000004"])
  }

  @Test(arguments: ReportSamples.nastyNames)
  func anyNameIsACell(_ name: String) {
    let rows = CSVRows.read(CSVFormat.text(of: ReportSamples.report([ReportSamples.verdict(name, .regressed)])))
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.count == 12 })
    let isFormula = name.hasPrefix("=") || name.hasPrefix("@")
    #expect(Spelling(rows[1][1]) == Spelling(isFormula ? "'" + name : name))
  }

  @Test(arguments: ["=1", "+1", "-1", "@a", "\tx", "\rx"])
  func whatASpreadsheetWouldComputeIsText(_ name: String) {
    let verdict = ReportSamples.verdict(name, .regressed, of: name, from: -2, to: -1)
    let row = CSVRows.read(CSVFormat.text(of: ReportSamples.report([verdict])))[1]
    #expect(Spelling(row[1]) == Spelling("'" + name))
    #expect(Spelling(row[3]) == Spelling("'" + name))
    // A number below 0 is one.
    #expect(row[5] == "-2.0")
  }

  @Test func comparedRunsAreColumns() {
    #expect(
      CSVFormat.text(of: ComparedSamples.report)
        == "metric,old,new,best\r\nlatency,12.0,15.0,old\r\nsize,,0.1,new\r\n")
  }
}
