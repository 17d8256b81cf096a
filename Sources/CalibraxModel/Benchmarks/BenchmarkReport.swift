public import CalibraxJSON

/// What the page of a benchmark shows, but for its figures.
public struct BenchmarkReport: Record, Equatable {
  /// Its key.
  public var name = ""
  /// What it is called on pages.
  public var title = ""
  /// What it is, in HTML as its author wrote it: not to be trusted.
  public var description = ""
  /// Its rows in all tabs.
  public var runs = RunTally()
  /// When its results were last collected, UTC; empty where they never were.
  public var collectedAt = ""
  /// What they were collected from.
  public var host: String?
  /// The commit of the source that they are of.
  public var commit: String?
  /// Its tabs; one without a name where it has none.
  public var tabs: [BenchmarkTab] = []
  /// What is to be known of it.
  public var messages: [BenchmarkMessage] = []

  /// A report to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkReport> = [
    .required("name", \.name, "Its key."),
    .required("title", \.title, "What it is called on pages."),
    .required("description", \.description, "What it is, in HTML as its author wrote it: not to be trusted."),
    .required("runs", \.runs, "Its rows in all tabs."),
    .required("collected_at", \.collectedAt, "When its results were last collected, UTC; empty where never."),
    .optional("host", \.host, "What they were collected from."),
    .optional("commit", \.commit, "The commit of the source that they are of."),
    .required("tabs", \.tabs, "Its tabs; one without a name where it has none."),
    .required("messages", \.messages, "What is to be known of it: the error console."),
  ]
}

/// A tab of a benchmark: a table, and graphs for each of its rows.
public struct BenchmarkTab: Record, Equatable {
  /// Its name; empty where there are no tabs.
  public var name = ""
  /// Whether it cannot be shown, for what the messages say.
  public var failed = false
  /// The columns of the table that tell its rows apart.
  public var parameters: [BenchmarkParameter] = []
  /// The rows of the table.
  public var rows: [BenchmarkTableRow] = []
  /// The graphs by tab of the graph area.
  public var graphs: [BenchmarkGraphs] = []
  /// Every point, where they were asked for.
  public var points: [BenchmarkPoint]?

  /// A tab to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkTab> = [
    .required("name", \.name, "Its name; empty where there are no tabs."),
    .required("failed", \.failed, "Whether it cannot be shown, for what the messages say."),
    .required("parameters", \.parameters, "The columns of the table that tell its rows apart."),
    .required("rows", \.rows, "The rows of the table, in the order of their parameters."),
    .required("graphs", \.graphs, "The graphs by tab of the graph area."),
    .optional("points", \.points, "Every point, in the order of time, where points is true."),
  ]
}

/// A column of the table of a benchmark.
public struct BenchmarkParameter: Record, Equatable {
  /// The metric.
  public var metric = ""
  /// What its values are.
  public var type = ""
  /// Their unit.
  public var unit = ""
  /// What it is.
  public var description = ""

  /// A column to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkParameter> = [
    .required("metric", \.metric, "The metric."),
    .required("type", \.type, "What its values are: str, int, float, ts, date or bool."),
    .required("unit", \.unit, "Their unit."),
    .required("description", \.description, "What it is."),
  ]
}

/// A row of the table of a benchmark.
public struct BenchmarkTableRow: Record, Equatable {
  /// The values of the parameters, joined by `_`.
  public var id = ""
  /// The values of the parameters.
  public var parameters = OrderedMap<JSON>()
  /// Its points.
  public var runs = RunTally()
  /// What the values of its graphs were.
  public var values = OrderedMap<BenchmarkRange>()

  /// A row to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkTableRow> = [
    .required("id", \.id, "The values of the parameters, joined by _."),
    .required("parameters", \.parameters, "The values of the parameters by metric."),
    .required("runs", \.runs, "Its points."),
    .required("values", \.values, "What the values of its graphs were, by metric."),
  ]
}

/// What the values of a metric were.
public struct BenchmarkRange: Record, Equatable {
  /// The smallest.
  public var min = 0.0
  /// Their mean.
  public var mean = 0.0
  /// The largest.
  public var max = 0.0
  /// The newest.
  public var last = 0.0

  /// A range to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkRange> = [
    .required("min", \.min, "The smallest."), .required("mean", \.mean, "Their mean."),
    .required("max", \.max, "The largest."), .required("last", \.last, "The newest."),
  ]
}

/// A tab of the graph area of a benchmark.
public struct BenchmarkGraphs: Record, Equatable {
  /// Its name.
  public var name = ""
  /// Its plots.
  public var plots: [BenchmarkPlot] = []

  /// Graphs to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkGraphs> = [
    .required("name", \.name, "Its name."), .required("plots", \.plots, "Its plots, side by side."),
  ]
}

/// A plot of a benchmark.
public struct BenchmarkPlot: Record, Equatable {
  /// What `figure` calls it: its place among all plots of the tab.
  public var plot = 0
  /// The metric of the x-axis.
  public var x = ""
  /// The metric of the y-axis.
  public var y = ""
  /// The metrics that tell its curves apart.
  public var groupBy: [String] = []

  /// A plot to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkPlot> = [
    .required("plot", \.plot, "What figure calls it: its place among all plots of the tab, from 0."),
    .required("x", \.x, "The metric of the x-axis."), .required("y", \.y, "The metric of the y-axis."),
    .required("group_by", \.groupBy, "The metrics that tell its curves apart."),
  ]
}

/// A point of a benchmark: a row of a result file, or a point of a run.
public struct BenchmarkPoint: Record, Equatable {
  /// The run that it is of.
  public var runID = ""
  /// Its place in the run, from 0.
  public var point = 0
  /// The row of the table that it belongs to.
  public var row = ""
  /// When it was measured, UTC.
  public var time: String?
  /// How it fared.
  public var status = BenchmarkStatus.successful
  /// The values of the metrics; null where one is missing.
  public var values = OrderedMap<JSON>()

  /// A point to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<BenchmarkPoint> = [
    .required("run_id", \.runID, "The run that it is of."),
    .required("point", \.point, "Its place in the run, from 0."),
    .required("row", \.row, "The row of the table that it belongs to."),
    .optional("time", \.time, "When it was measured, UTC."),
    .required("status", \.status, "How it fared."),
    .required("values", \.values, "The values of the metrics; null where one is missing."),
  ]
}
