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

  /// Collects the results of a benchmark.
  ///
  /// - Throws: ``ClientError`` when the server is lost, ``Failure`` never for a mistake in the benchmark.
  mutating func collect(_ entry: ConfigurationFiles.Entry) throws(ClientError) -> CollectedBenchmark {
    var result = CollectedBenchmark()
    result.name = entry.key
    let node = included(entry, &result)
    var reader = ConfigurationReader { $0.problem(for: $1) }
    let configuration = reader.read(entry.key, node, file: entry.file)
    result.messages += reader.messages
    var runs: [(tab: String, path: String, run: Run)] = []
    var stored = StoredBenchmark()
    var seen: Set<String> = []
    for tab in configuration.tabs {
      guard let shown = tab.configuration, case .files(let rules) = shown.source else {
        if tab.configuration == nil { result.failedTabs += 1 }
        continue
      }
      guard let (repository, checkout) = source(entry, node, tab.name, &result) else {
        result.failedTabs += 1
        continue
      }
      (stored.host, stored.commit) = (repository.host.withoutUserInfo, checkout.commit)
      do throws(Failure) {
        let collected = try CollectedTab(
          shown, rules, benchmark: entry.key, tab: tab.name, checkout, host: repository.host.withoutUserInfo
        ) { done, all in
          progress("\(entry.key): \(done) of \(all) files")
        }
        result.files += collected.files
        result.rows += collected.rows
        result.messages += collected.messages.map { $0.of(entry.key, tab.name) }
        runs += collected.runs.map { (tab.name, $0.path, $0.run) }
        // A folder without files is more likely a mistake than the wish to lose every run.
        if collected.files == 0 { result.failedTabs += 1 } else { seen.insert(tab.name) }
      } catch {
        result.failedTabs += 1
        result.tell(.error, "Data Processing Error: \(error.message)", tab: tab.name)
      }
    }
    for index in result.messages.indices { result.messages[index].time = now }
    guard let client else { return result }
    stored.name = entry.key
    stored.configuration = node.json.withoutCredentials
    stored.collectedAt = now
    try store(runs, of: &stored, seen, client, &result)
    try judge(configuration, &stored, client, &result)
    return result
  }

  // MARK: Sources

  /// The configuration over those that it, and its tabs, include from their sources.
  private mutating func included(_ entry: ConfigurationFiles.Entry, _ result: inout CollectedBenchmark) -> YAMLNode {
    var node = entry.node
    node = including(node, over: nil, entry, "", &result)
    guard case .mapping(var members) = node.content,
      let index = members.firstIndex(where: { $0.key.scalar == "tabs" }),
      case .mapping(var tabs) = members[index].value.content
    else { return node }
    for place in tabs.indices where tabs[place].value["include"] != nil {
      tabs[place].value = including(
        tabs[place].value, over: node.without("tabs").without("include"), entry, tabs[place].key.scalar ?? "", &result)
    }
    members[index].value.content = .mapping(tabs)
    node.content = .mapping(members)
    return node
  }

  private mutating func including(
    _ node: YAMLNode, over root: YAMLNode?, _ entry: ConfigurationFiles.Entry, _ tab: String,
    _ result: inout CollectedBenchmark
  ) -> YAMLNode {
    guard let include = node["include"]?.scalar, !include.isEmpty else { return node }
    let failed =
      "Configuration Error: Failed to fetch included file '\(include)'" + (tab.isEmpty ? "" : " for tab '\(tab)'")
    guard let (_, checkout) = source(entry, root?.merged(with: node) ?? node, nil, &result) else {
      result.tell(.error, failed + ".", tab: tab, file: entry.file, line: node["include"]?.mark?.line)
      return node
    }
    do throws(Failure) {
      guard !include.hasPrefix("/"), !include.split(separator: "/").contains("..") else {
        throw Failure(code: .refused, message: "it leads out of the source")
      }
      let bytes = try InputFile.read(checkout.path + "/" + include)
      do throws(YAMLError) {
        var remote = try YAML.document(bytes)
        remote = remote.included { what in
          result.tell(
            .warning, "Configuration Warning: Remote config cannot override '\(what)'. Say it in the operator's own.",
            tab: tab, file: include)
        }
        return remote.merged(with: node)
      } catch {
        result.tell(.error, failed + ": \(error.message)", tab: tab, file: include, line: error.mark.line)
      }
    } catch {
      result.tell(.error, failed + ": \(error.message)", tab: tab, file: entry.file, line: node["include"]?.mark?.line)
    }
    return node
  }

  /// The repository of a tab, and its files on this machine; tells why there are none.
  private mutating func source(
    _ entry: ConfigurationFiles.Entry, _ node: YAMLNode, _ tab: String?, _ result: inout CollectedBenchmark
  ) -> (Repository, Checkout)? {
    let own = tab.flatMap { name in name.isEmpty ? nil : node["tabs"]?[name] }
    let merged = own.map { node.without("tabs").merged(with: $0) } ?? node
    do throws(BenchmarkOrigin.Fault) {
      let origin = try BenchmarkOrigin(merged, file: entry.file, isUpdated: isUpdated)
      progress("\(entry.key): fetching")
      do throws(RepositoryError) {
        return (origin.repository, try checkouts.checkOut(origin.repository))
      } catch {
        result.tell(.error, error.message, tab: tab ?? "")
      }
    } catch {
      result.tell(.error, error.message, tab: tab ?? "", file: entry.file, line: error.line)
    }
    return nil
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

extension BenchmarkMessage {
  /// The message as one of a tab of a benchmark.
  fileprivate func of(_ benchmark: String, _ tab: String) -> BenchmarkMessage {
    var message = self
    (message.benchmark, message.tab) = (benchmark, tab)
    return message
  }
}
