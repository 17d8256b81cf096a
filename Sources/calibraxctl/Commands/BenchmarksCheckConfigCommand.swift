import CalibraxAnalysis
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxYAML

/// Finds mistakes in configurations of benchmarks.
enum BenchmarksCheckConfigCommand: Command {
  static let name = "benchmarks check-config"
  static let summary = "Tell every mistake in the configuration of benchmarks, with file and line."
  static let details = """
    Nothing is fetched or stored. Exit status 5 says that a benchmark, or a tab of one, could not be collected so.
    """
  static let method: (any CalibraxRPC.Method.Type)? = nil
  static let operands = "[PATH]"
  static let flags = [BenchmarkPath.configuration]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let files = try ConfigurationFiles(BenchmarkPath.configuration(context))
    var messages = files.messages
    var tabs = 0
    for entry in files.entries {
      var reader = ConfigurationReader { $0.problem(for: $1) }
      let configuration = reader.read(entry.key, entry.node, file: entry.file)
      tabs += configuration.tabs.count { $0.configuration != nil }
      messages += reader.messages.filter { !entry.includes || !$0.mayBeIncluded }
      messages += originMessages(entry, configuration)
    }
    let errors = messages.count { $0.severity >= .error }
    let console = ConsoleText(terminal: context.terminal)
    let total =
      "\(counted(files.entries.count, "benchmark")), \(counted(tabs, "table")): "
      + "\(counted(errors, "error")), \(counted(messages.count - errors, "warning"))"
    let result: JSON = [
      "benchmarks": .number(JSONNumber(files.entries.count)), "errors": .number(JSONNumber(errors)),
      "messages": .array(messages.map { JSON(writing: $0) }),
    ]
    try context.show(
      result, text: { messages.isEmpty ? total : console.text(messages) + "\n" + total },
      markdown: { messages.isEmpty ? total : console.markdown(messages) + "\n\n" + total })
    return errors > 0 || files.entries.isEmpty ? .refused : .passed
  }

  /// What is wrong with where the files of tabs are said to be; what a source includes is not known here.
  private static func originMessages(
    _ entry: ConfigurationFiles.Entry, _ configuration: BenchmarkConfiguration
  ) -> [BenchmarkMessage] {
    var result = CollectedBenchmark()
    result.name = entry.key
    for tab in configuration.tabs {
      guard let shown = tab.configuration, case .files = shown.source else { continue }
      do throws(BenchmarkOrigin.Fault) {
        _ = try BenchmarkOrigin(entry.node.tab(tab.name), file: entry.file, isUpdated: false)
      } catch {
        result.tell(.error, error.message, tab: tab.name, file: entry.file, line: error.line)
      }
    }
    return result.messages
  }
}

extension ConfigurationFiles.Entry {
  /// Whether a part of it is in a repository.
  fileprivate var includes: Bool {
    guard case .mapping(let tabs)? = node["tabs"]?.content else { return node["include"] != nil }
    return node["include"] != nil || tabs.contains { $0.value["include"] != nil }
  }
}

extension BenchmarkMessage {
  /// Whether it is of something that what is included may say.
  fileprivate var mayBeIncluded: Bool {
    ["Configuration Error: No '", "Configuration Error: Metric(s) ["].contains { message.hasPrefix($0) }
  }
}
