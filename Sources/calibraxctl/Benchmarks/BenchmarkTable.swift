import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// How benchmarks, or the rows of one, fared, as a table for people.
struct BenchmarkTable {
  private(set) var rows: [[String]]
  private let right: Set<Int>
  private let status: Int

  /// The overview of all benchmarks.
  init(overview benchmarks: [BenchmarkHead]) {
    rows = [["Name", "First run", "Last run", "Total", "Valid", "Status", "Console"]]
    for benchmark in benchmarks {
      let name = benchmark.title == benchmark.name ? benchmark.name : "\(benchmark.name) (\(benchmark.title))"
      rows.append([name] + Self.tally(benchmark.runs) + [Self.console(benchmark)])
    }
    (right, status) = ([3, 4], 5)
  }

  /// The table of a tab.
  init(_ tab: BenchmarkTab) {
    let parameters = tab.parameters.map { $0.unit.isEmpty ? $0.metric : "\($0.metric) [\($0.unit)]" }
    rows = [parameters + ["First run", "Last run", "Total", "Valid", "Status"]]
    for row in tab.rows {
      rows.append(
        row.parameters.map { $0.value == .null ? "-" : printable($0.value.tag, limit: 60) } + Self.tally(row.runs))
    }
    let count = tab.parameters.count
    right = Set(
      tab.parameters.indices.filter { ["int", "float"].contains(tab.parameters[$0].type) } + [count + 2, count + 3])
    status = count + 4
  }

  func text(_ terminal: Terminal) -> String {
    if rows.count == 1 { return "nothing yet" }
    return columns(rows, right: right) { text, row, column in
      row == 0 ? terminal.colored(text, .bold) : column == status ? StatusText.colored(text, terminal) : text
    }
  }

  private static func tally(_ runs: RunTally) -> [String] {
    let times = [runs.firstRun, runs.lastRun].map {
      $0.map { String($0.prefix(16).map { $0 == "T" ? " " : $0 }) } ?? "-"
    }
    return times + ["\(runs.total)", "\(runs.valid)", runs.status.isEmpty ? "-" : runs.status]
  }

  private static func console(_ benchmark: BenchmarkHead) -> String {
    var parts: [String] = []
    if benchmark.failedTabs > 0 {
      parts.append("\(benchmark.failedTabs) of \(benchmark.failedTabs + benchmark.tabs) tables failed")
    }
    if benchmark.errors > 0 { parts.append(counted(benchmark.errors, "error")) }
    if benchmark.warnings > 0 { parts.append(counted(benchmark.warnings, "warning")) }
    return parts.joined(separator: ", ")
  }
}

/// The history of statuses with a colour for each.
enum StatusText {
  static func colored(_ text: String, _ terminal: Terminal) -> String {
    guard terminal.hasColor else { return text }
    return text.map { letter in
      switch letter {
      case "S": terminal.colored("S", .green)
      case "W": terminal.colored("W", .yellow)
      case "F": terminal.colored("F", .red)
      default: String(letter)
      }
    }.joined()
  }
}
