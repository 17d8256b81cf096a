import CalibraxJSON
public import CalibraxModel
public import CalibraxYAML

/// Reads the configuration of benchmarks, and tells of every mistake in it.
///
/// A mistake costs the tab that it is in, or the benchmark where all tabs share it.
public struct ConfigurationReader {
  /// What is wrong with a rule of a validator for a metric; `nil` when it can be applied.
  public typealias RuleCheck = (ValidationRule, _ metric: String) -> String?

  /// What was found, in the order of the configuration.
  public internal(set) var messages: [BenchmarkMessage] = []
  let checkRule: RuleCheck
  private var benchmark = ""
  private var file = ""
  private var tab = ""
  /// What is read, for what is missing in it.
  private var place: YAMLNode?
  /// How many errors there are.
  private(set) var errors = 0

  /// A reader that knows validators by a check.
  public init(checkRule: @escaping RuleCheck) {
    self.checkRule = checkRule
  }

  /// Reads a benchmark.
  ///
  /// - Parameters:
  ///   - key: What it is called.
  ///   - node: Its configuration, with what its source includes.
  ///   - file: The file that it is in, for messages.
  public mutating func read(_ key: String, _ node: YAMLNode, file: String = "") -> BenchmarkConfiguration {
    (benchmark, self.file, tab, place) = (key, file, "", node)
    let shared = errors
    var configuration = BenchmarkConfiguration(key: key)
    guard let members = members(node, at: "") else { return configuration }
    checkKeys(members, among: Self.rootKeys + Self.tabKeys, at: "")
    configuration.title = text(node["name"], at: "name") ?? key
    configuration.description = text(node["description"], at: "description") ?? ""
    let tabs = node["tabs"].flatMap { self.members($0, at: "tabs") } ?? []
    guard !tabs.isEmpty else {
      let isUsable = errors == shared
      let tab = tabConfiguration(node)
      configuration.tabs = [.init(name: "", configuration: isUsable ? tab : nil)]
      return configuration
    }
    if tabs.count > 200 { error("tabs: \(tabs.count) of them; a benchmark may have 200", at: node["tabs"]) }
    for entry in tabs.prefix(200) {
      let name = entry.key.scalar ?? ""
      (tab, place) = (name, entry.value)
      guard case .mapping = entry.value.content else {
        error("tabs.\(name): expected a mapping of keys to values", at: entry.value)
        configuration.tabs.append(.init(name: name, configuration: nil))
        continue
      }
      if let members = self.members(entry.value, at: "tabs.\(name)") {
        checkKeys(members, among: Self.rootKeys + Self.tabKeys, at: "tabs.\(name)")
      }
      configuration.tabs.append(
        .init(name: name, configuration: tabConfiguration(node.tab(name))))
    }
    tab = ""
    return configuration
  }

  /// What a tab needs and may have.
  static let tabKeys = ["sources", "metrics", "table", "plots", "plot_settings"]
  /// What stands at the root; a tab may have its own.
  static let rootKeys = [
    "description", "name", "host", "branch", "token", "credentials", "update", "include", "tabs", "id",
  ]

  private mutating func tabConfiguration(_ node: YAMLNode) -> TabConfiguration? {
    let before = errors
    let source = source(node["sources"])
    var metrics = metrics(node["metrics"])
    let table = table(node["table"])
    let graphs = graphs(node["plots"], settings: node["plot_settings"], metrics: metrics)
    if case .store = source, metrics != nil { metrics?.addTimeOfRun() }
    checkSize(metrics, graphs ?? [])
    if let metrics, let table { checkUse(of: metrics, table: table, graphs: graphs ?? [], at: node["metrics"]) }
    guard errors == before, let source, let metrics, let table, let graphs else { return nil }
    return TabConfiguration(source: source, metrics: metrics, table: table, graphs: graphs)
  }
}

extension ConfigurationReader {
  /// How many curves' worth of judging a tab may ask for: each answer works them all out.
  private static let mostJudgements = 2_000

  private mutating func checkSize(_ metrics: OrderedMap<MetricConfiguration>?, _ graphs: [GraphTab]) {
    let plots = graphs.flatMap(\.plots)
    let judgements = plots.reduce(0) { $0 + 1 + (metrics?[$1.y]?.rules.count ?? 0) }
    if judgements > Self.mostJudgements {
      error("plots: \(judgements) plots and validators of them; a tab may have \(Self.mostJudgements)", at: nil)
    }
  }
}

// MARK: What is wrong

extension ConfigurationReader {
  /// Tells of a mistake that costs the tab.
  mutating func error(_ text: String, at node: YAMLNode?) {
    errors += 1
    note(.error, "Configuration Error: " + text, at: node)
  }

  /// Tells of a rule that cannot be applied, which costs the tab too.
  mutating func refuseRule(_ text: String, at node: YAMLNode?) {
    errors += 1
    note(.error, "Validation Error: " + text, at: node)
  }

  /// Tells of something that is doubtful and costs nothing.
  mutating func warn(_ text: String, at node: YAMLNode?) {
    note(.warning, "Configuration Warning: " + text, at: node)
  }

  private mutating func note(_ severity: AlertSeverity, _ text: String, at node: YAMLNode?) {
    var message = BenchmarkMessage()
    message.severity = severity
    (message.benchmark, message.tab, message.file) = (benchmark, tab, file)
    message.line = (node ?? place)?.mark?.line
    message.message = text
    // What tabs share is wrong once; what misses in each is not.
    let isKnown = messages.contains {
      $0.message == text && $0.line == message.line && $0.benchmark == benchmark && (node != nil || $0.tab == tab)
    }
    if !isKnown {
      messages.append(message)
    }
  }
}
