import CalibraxAPI
import CalibraxAnalysis
import CalibraxClient
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxYAML

/// Collects the results of benchmarks: reads their sources, works out what they say, and stores what is new.
struct Collector {
  /// Where runs go; `nil` to store nothing.
  let client: BlockingClient?
  /// Who knows what is stored, when nothing is to be.
  var reader: BlockingClient?
  var checkouts: Checkouts
  /// Whether clones that are there are fetched.
  var isUpdated = true
  /// Whether runs of files that are not in the source any more are taken away.
  var prunes = false
  /// Where modules of validators are looked for.
  var validators = CustomValidators()
  /// When it is, UTC.
  let now: String
  /// Is told how far it is.
  let progress: (String) -> Void

  /// Whether a configuration that is to be included is not there.
  var lacksInclude = false

  /// Collects the results of a benchmark.
  ///
  /// - Throws: ``ClientError`` when the server is lost; a mistake in the benchmark, and what the server refuses, is told of.
  mutating func collect(_ entry: ConfigurationFiles.Entry) throws(ClientError) -> CollectedBenchmark {
    var result = CollectedBenchmark()
    result.name = entry.key
    do throws(ClientError) {
      try collect(entry, &result)
    } catch {
      guard case .refused(let refusal) = error, !refusal.isOfRole else { throw error }
      result.failedTabs = max(1, result.failedTabs)
      result.tell(.error, "Data Processing Error: \(error.description)")
    }
    result.messages = result.messages.told(at: now)
    return result
  }

  private mutating func collect(
    _ entry: ConfigurationFiles.Entry, _ result: inout CollectedBenchmark
  ) throws(ClientError) {
    lacksInclude = false
    let node = included(entry, &result)
    guard !lacksInclude else {
      result.failedTabs = 1
      if let client { try keep(entry, client, &result) }
      return
    }
    var reader = ConfigurationReader { $0.problem(for: $1) }
    let configuration = reader.read(entry.key, node, file: entry.file)
    result.messages += reader.messages
    var results = CollectedResults(tabs: Set(configuration.tabs.map(\.name)))
    for tab in configuration.tabs {
      guard let shown = tab.configuration, case .files(let rules) = shown.source else {
        if tab.configuration == nil { result.failedTabs += 1 }
        continue
      }
      guard let (repository, checkout) = source(entry, node, tab.name, &result) else {
        result.failedTabs += 1
        continue
      }
      (results.host, results.commit) = (repository.host.withoutUserInfo, checkout.commit)
      do throws(Failure) {
        let collected = try CollectedTab(
          shown, rules, benchmark: entry.key, tab: tab.name, checkout, host: repository.host.withoutUserInfo
        ) { done, all in
          progress("\(entry.key): \(done) of \(all) files")
        }
        result.files += collected.paths.count
        result.rows += collected.rows
        result.messages += collected.messages.map { $0.of(entry.key, tab.name) }
        // A folder without files is more likely a mistake than the wish to lose every run.
        if collected.paths.isEmpty { result.failedTabs += 1 } else { results.take(collected, of: tab.name) }
      } catch {
        result.failedTabs += 1
        result.tell(.error, "Data Processing Error: \(error.message)", tab: tab.name)
      }
    }
    guard let client else {
      try compare(results, &result)
      return
    }
    var stored = StoredBenchmark()
    stored.name = entry.key
    stored.configuration = node.json.withoutCredentials
    stored.configurationFile = entry.file
    try store(results, as: &stored, client, &result)
    try judge(configuration, &stored, client, &result)
    try hear(stored.name, client, &result)
  }
}

extension CollectedBenchmark {
  /// Tells of something, once.
  mutating func tell(_ severity: AlertSeverity, _ text: String, tab: String = "", file: String = "", line: Int? = nil) {
    var message = BenchmarkMessage()
    (message.severity, message.benchmark, message.tab) = (severity, name, tab)
    (message.file, message.line, message.message) = (file, line, text)
    if !messages.contains(message) { messages.append(message) }
  }
}

extension [BenchmarkMessage] {
  /// The messages with when they were told.
  func told(at time: String) -> [BenchmarkMessage] {
    map { message in
      var message = message
      message.time = time
      return message
    }
  }
}

extension BenchmarkMessage {
  /// The message as one of a tab of a benchmark.
  fileprivate func of(_ benchmark: String, _ tab: String) -> BenchmarkMessage {
    var message = self
    (message.benchmark, message.tab) = (benchmark, tab)
    return message
  }
}
