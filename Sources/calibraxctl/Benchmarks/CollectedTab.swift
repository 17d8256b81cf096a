import CalibraxDashboard
import CalibraxJSON
import CalibraxModel

/// What was made of the result files of a tab.
struct CollectedTab {
  /// The runs, with the file that each is of.
  var runs: [(path: String, run: Run)] = []
  /// The files that there are.
  var paths: [String] = []
  /// Those of them that can be read; they may have no rows.
  var usable: Set<String> = []
  /// How many rows the runs have.
  var rows = 0
  /// What is to be known of them.
  var messages: [BenchmarkMessage] = []

  /// Reads the files of a tab and works out its metrics.
  ///
  /// - Parameter progress: Is told how many files of how many were read.
  init(
    _ configuration: TabConfiguration, _ rules: FileRules, benchmark: String, tab: String, _ checkout: Checkout,
    host: String, progress: (Int, Int) -> Void
  ) throws(Failure) {
    let found = try ResultFiles(rules, in: checkout.path)
    for note in found.notes { tell(.warning, "", nil, "Configuration Warning: " + note) }
    if found.paths.isEmpty { tell(.error, "", nil, "Configuration Error: No sources to obtain metrics! Skipping...") }
    paths = found.paths
    var tables: [SourceTable] = []
    for (index, path) in found.paths.enumerated() {
      do throws(Failure) {
        let bytes = try InputFile.read(checkout.path + "/" + path)
        do throws(ResultFileError) {
          tables.append(try ResultFile.read(path, bytes, separator: rules.separator))
        } catch {
          tell(.error, path, error.line, "Data Processing Error: \(error.message)")
        }
      } catch {
        tell(.error, path, nil, "Data Processing Error: \(error.message)")
      }
      progress(index + 1, paths.count)
    }
    let outcome = Evaluation.outcome(of: tables, configuration, benchmark: benchmark)
    messages += outcome.messages
    usable = Set(tables.map(\.name)).subtracting(outcome.unusable)
    rows = outcome.table.count
    var origin: OrderedMap<JSON> = ["host": .string(host)]
    origin["commit"] = checkout.commit.map { .string($0) }
    runs = configuration.runs(of: outcome.table, benchmark: benchmark, tab: tab, origin: origin)
    leaveOutRepeated()
  }

  /// A run counts once, however many files hold it.
  private mutating func leaveOutRepeated() {
    var first: [String: String] = [:]
    var kept: [(path: String, run: Run)] = []
    for (path, run) in runs {
      if let other = first[run.id] {
        tell(.warning, path, nil, "Data Processing Warning: It has the same rows as \(other), which count once.")
        rows -= run.points.count
      } else {
        first[run.id] = path
        kept.append((path, run))
      }
    }
    runs = kept
  }

  private mutating func tell(_ severity: AlertSeverity, _ file: String, _ line: Int?, _ text: String) {
    var message = BenchmarkMessage()
    (message.severity, message.file, message.line, message.message) = (severity, file, line, text)
    messages.append(message)
  }
}
