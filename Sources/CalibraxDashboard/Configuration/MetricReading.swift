import CalibraxJSON
import CalibraxModel
import CalibraxReading
import CalibraxYAML

extension ConfigurationReader {
  private static let metricKeys = [
    "type", "from", "aggregation", "header", "key", "regex", "default", "unit", "description", "include", "exclude",
    "validate", "value", "factor",
  ]
  /// Names that tables of benchmarks have for themselves.
  private static let forbidden = ["dataset", "name", "ukey", "lastts_saved", "checksum", "status", "_status", "mts"]

  /// The metrics that are defined.
  mutating func metrics(_ node: YAMLNode?) -> OrderedMap<MetricConfiguration>? {
    guard let node, let entries = members(node, at: "metrics"), !entries.isEmpty else {
      error("No 'metrics' defined. Define each value that is to be tracked, 'ts' among them.", at: node)
      return nil
    }
    var metrics = OrderedMap<MetricConfiguration>()
    for entry in entries {
      let key = entry.key.scalar ?? ""
      if Self.forbidden.contains(key.lowercased()) {
        error(
          "metrics.\(key): the name is taken by the tables themselves. Choose another, and name the column with 'header'.",
          at: entry.key)
      } else if key.isEmpty {
        error("metrics: a metric has no name", at: entry.key)
      } else {
        metrics[key] = metric(key, entry.value, at: "metrics.\(key)")
      }
    }
    if let cycle = metrics.cycle {
      error(
        "metrics.\(cycle[0]): is worked out from itself: \((cycle + [cycle[0]]).joined(separator: " ← "))",
        at: node[cycle[0]])
    }
    return metrics
  }

  private mutating func metric(_ key: String, _ node: YAMLNode, at path: String) -> MetricConfiguration {
    var metric = MetricConfiguration(key: key, origin: .content(header: key))
    guard let entries = members(node, at: path) else { return metric }
    checkKeys(entries, among: Self.metricKeys, at: path)
    if let name = text(node["type"], at: "\(path).type") {
      if let type = MetricType(rawValue: name) {
        metric.type = type
      } else {
        error(
          "\(path).type: \"\(name)\" is no type; use \(alternatives(MetricType.allCases.map(\.rawValue)))",
          at: node["type"])
      }
    }
    metric.origin = origin(key, node, at: path) ?? metric.origin
    if case .filename = metric.origin {
    } else if let regex = node["regex"], let text = text(regex, at: "\(path).regex") {
      metric.pattern = pattern(text, at: "\(path).regex", regex)
    }
    metric.fallback = text(node["default"], at: "\(path).default")
    metric.factor = number(node["factor"], at: "\(path).factor")
    metric.unit = text(node["unit"], at: "\(path).unit") ?? ""
    metric.description = text(node["description"], at: "\(path).description") ?? key
    metric.include = patterns(node["include"], at: "\(path).include") ?? []
    metric.exclude = patterns(node["exclude"], at: "\(path).exclude") ?? []
    metric.rules = rules(node["validate"], of: key, at: "\(path).validate")
    if let fallback = metric.fallback, metric.type.isNumeric, CellValue(fallback, as: metric.type) == nil {
      error("\(path).default: \"\(fallback)\" is no \(metric.type.rawValue)", at: node["default"])
    }
    return metric
  }

  /// Where values come from. What has operators between its words is a formula.
  private mutating func origin(_ key: String, _ node: YAMLNode, at path: String) -> MetricOrigin? {
    let from = text(node["from"], at: "\(path).from")
    if let method = text(node["aggregation"], at: "\(path).aggregation") {
      guard let aggregation = Aggregation(rawValue: method) else {
        error(
          "Unknown aggregation method '\(method)' for metric '\(key)'. Use 'sum', 'min', 'max', or 'avg'.",
          at: node["aggregation"])
        return nil
      }
      guard let from else {
        error("\(path).from: is missing; name the metric that 'aggregation' is of", at: node)
        return nil
      }
      return .aggregation(aggregation, of: from.unquoted)
    }
    switch from {
    case nil where node["value"] != nil, "static", "value":
      guard let value = text(node["value"], at: "\(path).value") else {
        warn("\(path).value: is missing; without it 'static' has no value", at: node)
        return .constant("")
      }
      return .constant(value)
    case nil, "content":
      return .content(header: text(node["header"], at: "\(path).header") ?? key)
    case "filename":
      guard let regex = node["regex"], let text = text(regex, at: "\(path).regex") else {
        error("\(path).regex: is missing; say what part of the file's path is meant, as '_(gcc|intel)_'", at: node)
        return nil
      }
      return pattern(text, at: "\(path).regex", regex).map { .filename($0) }
    case "metadata":
      let name = text(node["key"], at: "\(path).key") ?? text(node["header"], at: "\(path).header")
      return .metadata(key: name ?? key)
    case let from?:
      guard from.contains(where: { "+-*/'\"".contains($0) }) else {
        error(
          "\(path).from: \"\(from)\" is no source; use content, filename, metadata, static or a formula, or add 'aggregation'",
          at: node["from"])
        return nil
      }
      do throws(Formula.Fault) {
        return .formula(try Formula(from))
      } catch {
        self.error("\(path).from: \"\(from)\" is no formula: \(error.message)", at: node["from"])
        return nil
      }
    }
  }

  private mutating func rules(_ node: YAMLNode?, of metric: String, at path: String) -> [ValidationRule] {
    guard let node, !node.isNull else { return [] }
    let elements = if case .sequence(let elements) = node.content { elements } else { [node] }
    var rules: [ValidationRule] = []
    for (index, element) in elements.enumerated() {
      let place = elements.count == 1 ? path : "\(path)[\(index)]"
      guard let members = members(element, at: place) else { continue }
      var rule = ValidationRule()
      rule.name = text(element["name"], at: "\(place).name") ?? ""
      // What is null is not said.
      for member in members where !member.value.isNull {
        let key = member.key.scalar ?? ""
        if key == "x_col" {
          rule.xColumn = member.value.scalar
        } else if key != "name" {
          rule.unknownMembers[key] = member.value.json
        }
      }
      if rule.name.isEmpty {
        error("\(place).name: is missing; name the validator, as outlier_detector", at: element)
      } else if let problem = checkRule(rule, metric) {
        refuseRule(problem, at: element)
      } else {
        rules.append(rule)
        if rule.name == "regression_detector", rule.unknownMembers["direction"] == nil {
          warn("\(place).direction: is missing; lower_is_better is taken", at: element)
        }
      }
    }
    return rules
  }
}

extension OrderedMap<MetricConfiguration> {
  /// Says when runs were, unless the configuration does.
  mutating func addTimeOfRun() {
    guard self[TabConfiguration.time] == nil else { return }
    var metric = MetricConfiguration(key: TabConfiguration.time, origin: .metadata(key: "timestamp"))
    metric.type = .ts
    metric.description = "When the run was made."
    self[TabConfiguration.time] = metric
  }

  /// The metrics so that each stands behind those that it is worked out from; `nil` where there is none such order.
  var inOrder: [MetricConfiguration]? { sorted().order }

  /// Metrics of which each is worked out from the next, and the last from the first.
  var cycle: [String]? { sorted().cycle }

  private func sorted() -> (order: [MetricConfiguration]?, cycle: [String]?) {
    var order: [MetricConfiguration] = []
    var isDone: [String: Bool] = [:]
    // A stack of its own: a chain may be as long as the configuration.
    for start in keys where isDone[start] == nil {
      var path = [(start, self[start]?.operands ?? [])]
      isDone[start] = false
      while let (name, operands) = path.last {
        guard let next = operands.first else {
          isDone[name] = true
          if let metric = self[name] { order.append(metric) }
          path.removeLast()
          continue
        }
        path[path.count - 1].1.removeFirst()
        guard self[next] != nil else { continue }
        switch isDone[next] {
        case true?: continue
        case false?:
          let names = path.map(\.0)
          return (nil, names.firstIndex(of: next).map { [String](names[$0...]) } ?? [next])
        case nil:
          isDone[next] = false
          path.append((next, self[next]?.operands ?? []))
        }
      }
    }
    return (order, nil)
  }
}

extension String {
  /// The text without quotes around it.
  fileprivate var unquoted: String {
    for quote in ["'", "\""] where count > 1 && hasPrefix(quote) && hasSuffix(quote) {
      return String(dropFirst().dropLast())
    }
    return self
  }
}
