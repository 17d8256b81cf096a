import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxYAML
import Testing

/// Reads a configuration of benchmarks and the results of one of its tabs.
func tab(
  _ configuration: String, _ files: KeyValuePairs<String, String>, of name: String = "",
  judge: CurveJudge = EvaluatedBenchmark.judge
) throws -> EvaluatedTab {
  let node = try YAML.document(Array(configuration.utf8))
  guard case .mapping(let entries) = node.content, let entry = entries.first else { throw BadExample() }
  var reader = ConfigurationReader(checkRule: { _, _ in nil })
  let benchmark = reader.read(entry.key.scalar ?? "", entry.value)
  #expect(reader.messages == [])
  let configuration = try #require(benchmark.tab(name)?.configuration)
  let tables = try files.map { path, text in
    try ResultFile.read(path, Array(text.utf8), separator: UInt8(ascii: ","))
  }
  let outcome = Evaluation.outcome(of: tables, configuration, benchmark: "B")
  return EvaluatedTab(configuration, rows: outcome.table, judge: judge)
}

struct BadExample: Error {}

extension JSON {
  /// What is at a path of members and places: `layout.shapes.0.x0`.
  func at(_ path: String) -> JSON? {
    path.split(separator: ".").reduce(Optional(self)) { json, step in
      Int(step).map { json?[$0] } ?? json?[String(step)]
    }
  }
}

extension Figure {
  var names: [String] { data.elements?.compactMap { $0["name"]?.string } ?? [] }
  var colors: [String] { data.elements?.compactMap { $0.at("marker.color")?.string } ?? [] }
  var json: JSON { ["data": data, "layout": layout] }
}
