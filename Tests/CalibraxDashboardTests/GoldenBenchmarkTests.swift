import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

/// Complete benchmarks as LLview works them out, but where it is better not to.
@Suite struct GoldenBenchmarkTests {
  /// Where we do otherwise, and what we do: the status of each row in the order of time, and a part of a message.
  static let deviations: [String: (statuses: String, message: String?)] = [
    "non-numeric-cell": ("FS", "\"abc\" is no float"),
    "all-x-empty": ("", "no 'ts' and is left out"),
    "formula-0": ("SFFSSS", nil), "formula-1": ("SFFSSS", nil), "formula-2": ("SFFSSS", nil),
    "formula-4": ("SSFSSS", nil), "formula-5": ("SSFSSS", nil), "formula-6": ("SSFSSS", nil),
    "formula-spaces-in-name": ("S", nil),
    "agg-across-files": ("SS", nil), "agg-filter-metric-unused": ("SS", nil),
    "agg-then-formula": ("SS", nil),
    "all-filtered-stub": ("", "The filters leave out every row."),
    "metadata-bad-int": ("F", "\"x12\" is no int"),
    "filename-ts-epoch": ("S", nil),
    "type-edge": ("SSF", "\"nonsense\" is no ts"),
    "unknown-type": ("", "\"complex\" is no type"),
    "csv-bom": ("S", nil),
    "json-invalid": ("", "it is not JSON"),
    "validate-missing-module": ("S", nil),
    "validate-bad-cell": ("WF", "\"abc\" is no float"),
  ]

  @Test(arguments: try GoldenBenchmark.all())
  func rowsStatusesMessagesAndOverview(_ golden: GoldenBenchmark) throws {
    let ours = try EvaluatedBenchmark(golden.config, files: golden.files)
    let statuses = ours.tabs.flatMap { _, tab in
      tab.inTime(Array(tab.statuses.indices)).map { tab.statuses[$0].rawValue }
    }
    .joined()
    if let deviation = Self.deviations[golden.id] {
      #expect(statuses == deviation.statuses)
      if let text = deviation.message { #expect(ours.messages.contains { $0.message.contains(text) }) }
      return
    }
    // The repository is not there: that is told by who clones it.
    if golden.id == "bad-host" { return }
    for text in golden.errors {
      let start = text.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(ours.messages.contains { $0.message.hasPrefix(start) }, "\(ours.messages.map(\.message))")
    }
    #expect(ours.runs.total == golden.rows.count)
    if let overview = golden.overview {
      #expect(ours.runs.total == overview["count"]?.double.map { Int($0) })
      #expect(ours.runs.valid == overview["valid_count"]?.double.map { Int($0) })
      #expect(ours.runs.status == overview["_status"]?.string)
    }
    for (name, tab) in ours.tabs {
      #expect(Set(tab.report(name: name).rows.map(\.id)) == golden.rowIDs)
      let ids = tab.rowIDs
      // The order of rows of one moment is nobody's promise.
      var left = golden.rows
      for row in tab.statuses.indices {
        let found = left.firstIndex { expected in
          expected["id"]?.string == ids[row] && expected["_status"]?.string == tab.statuses[row].rawValue
            && tab.rows.metrics.allSatisfy {
              // To us, text is no number, and the row has failed there too.
              expected[$0] == "abc" || tab.rows[$0][row].json.isLike(expected[$0])
            }
        }
        #expect(found != nil, "\(ids[row]) \(tab.statuses[row]) \(tab.rows.metrics.map { tab.rows[$0][row] })")
        if let found { left.remove(at: found) }
      }
    }
  }

  @Test func everyDeviationIsOfACase() throws {
    let ids = Set(try GoldenBenchmark.all().map(\.id))
    #expect(ids.count == 47)
    #expect(Self.deviations.keys.allSatisfy(ids.contains))
  }
}

/// What LLview makes of a benchmark.
struct GoldenBenchmark: CustomTestStringConvertible, Sendable {
  var id: String
  var config: String
  var files: [String: String]
  var rows: [JSON]
  var errors: [String]
  var overview: JSON?
  /// The rows of the table.
  var rowIDs: Set<String>

  var testDescription: String { id }

  static func all() throws -> [GoldenBenchmark] {
    try Fixtures.lines("golden-benchmarks.jsonl").map { line in
      let json = try JSON(parsing: Array(line.utf8))
      let overview = json["overview"]
      return GoldenBenchmark(
        id: json["id"]?.string ?? "", config: json["config"]?.string ?? "",
        files: Dictionary(
          uniqueKeysWithValues: (json["files"]?.members ?? [:]).map { ($0.key, $0.value.string ?? "") }),
        rows: json["rows"]?.elements ?? [],
        errors: (json["errors"]?.members ?? [:]).flatMap { benchmark in
          (benchmark.value.members ?? [:]).flatMap { ($0.value.elements ?? []).compactMap(\.string) }
        },
        overview: overview?["benchmarks"]?[0],
        rowIDs: Set((overview?["cb_B_overview"]?.elements ?? []).compactMap { $0["id"]?.string }))
    }
  }
}

extension JSON {
  /// Whether it is what LLview has: numbers that are the same, and nothing for nothing.
  fileprivate func isLike(_ other: JSON?) -> Bool {
    if let double, let number = other?.double { return abs(double - number) <= 1e-9 * max(1, abs(number)) }
    return self == other ?? .null
  }
}
