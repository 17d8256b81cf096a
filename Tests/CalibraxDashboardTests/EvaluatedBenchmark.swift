import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxYAML
import Testing

/// A benchmark worked out of a configuration and result files, by way of the points that are stored.
struct EvaluatedBenchmark {
  var configuration: BenchmarkConfiguration
  var tabs: [(name: String, tab: EvaluatedTab)] = []
  var messages: [BenchmarkMessage]

  /// - Parameters:
  ///   - yaml: A configuration with one benchmark.
  ///   - files: The content of result files by path.
  init(_ yaml: String, files: [String: String]) throws {
    let document = try YAML.document(Array(yaml.utf8))
    guard case .mapping(let entries) = document.content, let entry = entries.first else {
      throw YAMLError("no benchmark", at: YAMLMark(line: 1, column: 1))
    }
    var reader = ConfigurationReader { $0.problem(for: $1) }
    configuration = reader.read(entry.key.scalar ?? "", entry.value)
    messages = reader.messages
    for named in configuration.tabs {
      guard let tab = named.configuration, case .files(let rules) = tab.source else { continue }
      var tables: [SourceTable] = []
      for path in files.keys.sorted() {
        do throws(ResultFileError) {
          tables.append(try ResultFile.read(path, Array((files[path] ?? "").utf8), separator: rules.separator))
        } catch {
          var message = BenchmarkMessage()
          message.message = error.message
          messages.append(message)
        }
      }
      let outcome = Evaluation.outcome(of: tables, tab, benchmark: configuration.key)
      messages += outcome.messages
      let evaluated = EvaluatedTab(tab, rows: tab.rows(of: Self.stored(outcome.table, tab)), judge: Self.judge)
      messages += evaluated.messages
      tabs.append((named.name, evaluated))
    }
  }

  /// The points of rows as the store gives them back.
  private static func stored(_ table: RowTable, _ tab: TabConfiguration) -> PointSelection {
    var selection = PointSelection()
    var metrics: [String: Int] = [:]
    for source in table.sources {
      selection.begin(.init(id: source, timestamp: "2024-06-01", commit: nil, branch: nil, environment: "{}"))
    }
    for (index, point) in tab.points(of: table, name: "B", scenario: "").enumerated() {
      let key = selection.add(point.key)
      let cells = point.metrics.members.map { member in
        if metrics[member.key] == nil { metrics[member.key] = selection.add(metric: member.key) }
        return PointSelection.Cell(metric: metrics[member.key] ?? 0, value: member.value.value ?? .nan)
      }
      selection.append(place: index, key: key, cells)
    }
    return selection
  }

  static func judge(_ request: CurveRequest) throws(JudgeFault) -> CalibraxDashboard.Judgement {
    var judgement = CalibraxDashboard.Judgement()
    do throws(ValidationError) {
      let report = try validate(request.values, x: request.x, rules: [request.rule])
      (judgement.flagged, judgement.layout) = (report.flagged, report.layout)
    } catch {
      throw JudgeFault(error.message)
    }
    return judgement
  }

  /// How all rows fared.
  var runs: RunTally {
    var tally = Tally()
    for (_, tab) in tabs { for (status, time) in zip(tab.statuses, tab.times) { tally.take(status, at: time) } }
    return tally.runs
  }
}
