import CalibraxModel

/// The error console of benchmarks for people: a line for each message, with where it is from.
struct ConsoleText {
  let terminal: Terminal

  func line(_ message: BenchmarkMessage) -> String {
    let severity = message.severity.rawValue
    let color: Terminal.Color = message.severity >= .error ? .red : message.severity == .warning ? .yellow : .faint
    var parts = [terminal.colored(severity, color)]
    if !message.time.isEmpty { parts.append(message.time) }
    let place = [message.benchmark, message.tab].filter { !$0.isEmpty }.joined(separator: "/")
    if !place.isEmpty { parts.append(printable(place)) }
    if !message.file.isEmpty { parts.append(printable(message.file) + (message.line.map { ":\($0)" } ?? "")) }
    return parts.joined(separator: " ") + ": " + printable(message.message)
  }

  func text(_ messages: [BenchmarkMessage]) -> String { messages.map(line).joined(separator: "\n") }

  func markdown(_ messages: [BenchmarkMessage]) -> String {
    markdownTable(
      [["Severity", "Time", "Benchmark", "Tab", "File", "Line", "Message"]]
        + messages.map {
          [$0.severity.rawValue, $0.time, $0.benchmark, $0.tab, $0.file, $0.line.map { "\($0)" } ?? "", $0.message]
        })
  }
}
