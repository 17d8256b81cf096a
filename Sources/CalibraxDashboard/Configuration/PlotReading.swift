import CalibraxJSON
import CalibraxYAML

extension ConfigurationReader {
  private static let settingKeys = ["group_by", "annotations", "colors", "styles", "layout"]
  /// What the graph area is called where its plots have no tabs.
  private static let graphTab = "Benchmarks"

  /// The plots by tab of the graph area.
  mutating func graphs(
    _ node: YAMLNode?, settings: YAMLNode?, metrics: OrderedMap<MetricConfiguration>?
  ) -> [GraphTab]? {
    if let settings, let members = members(settings, at: "plot_settings") {
      checkKeys(members, among: Self.settingKeys, at: "plot_settings")
    }
    var graphs: [GraphTab] = []
    switch node?.content {
    case .sequence(let plots):
      graphs = [GraphTab(name: Self.graphTab, plots: read(plots, settings, metrics, at: "plots"))]
    case .mapping(let entries):
      checkKeys(entries, among: ["tabs"], at: "plots")
      for tab in node?["tabs"].flatMap({ members($0, at: "plots.tabs") }) ?? [] {
        let name = tab.key.scalar ?? ""
        guard case .sequence(let plots) = tab.value.content else {
          error("plots.tabs.\(name): expected a list of plots, found \(tab.value.described)", at: tab.value)
          continue
        }
        graphs.append(GraphTab(name: name, plots: read(plots, settings, metrics, at: "plots.tabs.\(name)")))
      }
    case .null, nil: break
    default: error("plots: expected a list of plots, found \(node?.described ?? "")", at: node)
    }
    guard graphs.contains(where: { !$0.plots.isEmpty }) else {
      error("No 'plots' defined. List plots with the metric of their y-axis, as {x: ts, y: Performance}.", at: node)
      return nil
    }
    return graphs
  }

  private mutating func read(
    _ plots: [YAMLNode], _ settings: YAMLNode?, _ metrics: OrderedMap<MetricConfiguration>?, at path: String
  ) -> [PlotConfiguration] {
    var read: [PlotConfiguration] = []
    for (index, node) in plots.enumerated() {
      let place = "\(path)[\(index)]"
      guard case .mapping(let members) = node.content else {
        error("\(place): expected a mapping with x and y, found \(node.described)", at: node)
        continue
      }
      checkKeys(members, among: ["x", "y"] + Self.settingKeys, at: place)
      if let plot = plot(settings?.merged(with: node) ?? node, metrics, at: place) { read.append(plot) }
    }
    return read
  }

  private mutating func plot(
    _ node: YAMLNode, _ metrics: OrderedMap<MetricConfiguration>?, at path: String
  ) -> PlotConfiguration? {
    guard let y = text(node["y"], at: "\(path).y") else {
      if node["y"]?.isNull != false { error("\(path).y: is missing; name the metric that is drawn", at: node) }
      return nil
    }
    var plot = PlotConfiguration(x: text(node["x"], at: "\(path).x") ?? TabConfiguration.time, y: y)
    plot.groupBy = texts(node["group_by"], at: "\(path).group_by")?.map(\.text).unique ?? []
    plot.annotations = texts(node["annotations"], at: "\(path).annotations")?.map(\.text).unique ?? []
    if let colors = node["colors"] { plot.colors = self.colors(colors, at: "\(path).colors") }
    plot.styles = attributes(node["styles"], at: "\(path).styles")
    plot.layout = attributes(node["layout"], at: "\(path).layout")
    return plot
  }

  private mutating func colors(_ node: YAMLNode, at path: String) -> CurveColors {
    var colors = CurveColors()
    guard let members = members(node, at: path) else { return colors }
    checkKeys(members, among: ["colormap", "sort_strategy", "skip"], at: path)
    if let name = text(node["colormap"], at: "\(path).colormap") {
      if Colormap.named(name) == nil {
        warn(
          "\(path).colormap: \"\(name)\" is no colormap that is known, tab10 is used; known are \(Colormap.names.joined(separator: ", "))",
          at: node["colormap"])
      } else {
        colors.colormap = name
      }
    }
    if let name = text(node["sort_strategy"], at: "\(path).sort_strategy") {
      if let strategy = CurveColors.Strategy(rawValue: name) {
        colors.strategy = strategy
      } else {
        warn(
          "\(path).sort_strategy: \"\(name)\" is none that is known, standard is used; known are "
            + CurveColors.Strategy.allCases.map(\.rawValue).joined(separator: ", "), at: node["sort_strategy"])
      }
    }
    colors.skip = texts(node["skip"], at: "\(path).skip")?.map { $0.text.lowercased() } ?? []
    return colors
  }

  private mutating func attributes(_ node: YAMLNode?, at path: String) -> OrderedMap<JSON> {
    guard let node, members(node, at: path) != nil else { return [:] }
    return node.json.members ?? [:]
  }
}
