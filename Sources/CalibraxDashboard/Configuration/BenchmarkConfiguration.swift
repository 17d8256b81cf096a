public import CalibraxJSON
public import CalibraxReading

/// A benchmark as its configuration describes it.
public struct BenchmarkConfiguration: Sendable {
  /// What it is called in the store and in commands.
  public var key: String
  /// What it is called on pages.
  public var title = ""
  /// What it is, in HTML.
  public var description = ""
  /// Its tabs; one without a name when it has none. One whose configuration is wrong has none.
  public var tabs: [Tab] = []

  /// A part of the page with a table of its own.
  public struct Tab: Sendable {
    /// Its name; empty where there are no tabs.
    public var name: String
    /// What it shows; `nil` when its configuration is wrong.
    public var configuration: TabConfiguration?
  }

  /// The configuration of a tab.
  public func tab(_ name: String) -> Tab? { tabs.first { $0.name == name } }
}

/// A table and its graphs: one benchmark, or a tab of one.
public struct TabConfiguration: Sendable {
  /// Where rows come from.
  public var source: RowSource
  /// The metrics by name.
  public var metrics: OrderedMap<MetricConfiguration>
  /// The metrics that tell the rows of the table apart.
  public var table: [String]
  /// The graphs, by tab of the graph area.
  public var graphs: [GraphTab]

  /// The name of the metric that says when a row was measured.
  public static let time = "ts"

  /// The plots of all graph tabs, in order.
  public var plots: [PlotConfiguration] { graphs.flatMap(\.plots) }
}

/// Where the rows of a tab come from.
public enum RowSource: Sendable {
  /// Result files.
  case files(FileRules)
  /// What other clients have stored.
  case store(StoredPoints)
}

/// Which files hold results.
public struct FileRules: Sendable {
  /// Folders that are searched with all that is in them.
  public var folders: [String] = []
  /// Paths, or patterns of paths.
  public var files: [String] = []
  /// Only files whose path one of these is found in.
  public var include: [Pattern] = []
  /// No files whose path one of these is found in.
  public var exclude: [Pattern] = []
  /// What separates the cells of tables.
  public var separator = UInt8(ascii: ",")
}

/// Which points of stored runs are rows.
public struct StoredPoints: Sendable {
  /// Only points of this name.
  public var point: String?
  /// Only points of this scenario.
  public var scenario: String?
  /// Only points with these tags.
  public var tags = OrderedMap<String>()
  /// Only runs of this branch.
  public var branch: String?
}

/// A tab of the graph area.
public struct GraphTab: Sendable {
  /// Its name; `Benchmarks` where there are no tabs.
  public var name: String
  /// Its plots, side by side.
  public var plots: [PlotConfiguration]
}

/// What a plot draws.
public struct PlotConfiguration: Sendable {
  /// The metric of the x-axis.
  public var x: String
  /// The metric of the y-axis.
  public var y: String
  /// The metrics that tell its curves apart.
  public var groupBy: [String] = []
  /// The metrics that are told of a point.
  public var annotations: [String] = []
  /// How curves are coloured.
  public var colors = CurveColors()
  /// Attributes of traces, as Plotly has them.
  public var styles = OrderedMap<JSON>()
  /// The layout, as Plotly has it.
  public var layout = OrderedMap<JSON>()
}

/// How curves are coloured.
public struct CurveColors: Sendable {
  /// The order in which colours are taken.
  public enum Strategy: String, CaseIterable, Sendable {
    /// As they are listed.
    case standard
    /// From the last.
    case reverse
    /// The second, fourth and so on, then the first, third and so on.
    case interleave = "interleave_even_odd"
  }

  /// The name of the list of colours.
  public var colormap = "tab10"
  /// The order in which they are taken.
  public var strategy = Strategy.standard
  /// Colours that are left out, as #rrggbb in lower case.
  public var skip: [String] = []
}
