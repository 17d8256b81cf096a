public import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC

/// Draws a plot of a benchmark.
public enum DrawFigure: Method {
  /// The name on the wire.
  public static let name = "figure"
  /// What it does.
  public static let summary =
    "A plot of a benchmark for a row of its table, in Plotly's figure format, with what validators draw."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.notFound]

  /// Which plot.
  public struct Params: Record {
    /// The benchmark.
    public var name = ""
    /// The tab.
    public var tab = ""
    /// The plot.
    public var plot = 0
    /// The row.
    public var row: String?
    /// The smallest x.
    public var from: PlotCoordinate?
    /// The largest x.
    public var to: PlotCoordinate?
    /// How many points of a curve at most.
    public var maxPoints: Int?

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("name", \.name, "The benchmark's key."),
      .optional("tab", \.tab, "The tab; empty where the benchmark has none."),
      .optional("plot", \.plot, "The plot, by its place among all plots of the tab, from 0."),
      .optional("row", \.row, "The row of the table, by its id; without one the figure has no points."),
      .optional(
        "from", \.from, "The smallest x as the figure has it; the nearest point beyond it is there too, for its line."),
      .optional("to", \.to, "The largest x as the figure has it; the nearest point beyond it is there too."),
      .optional(
        "max_points", \.maxPoints,
        "How many points of a curve with one status at most, besides those beyond from and to: more are reduced to the first, last, smallest and largest of equal parts of x, and layout.meta.reduced is true. Categories are never reduced.",
        in: 4...QuerySeries.largestCount, advice: "A chart needs four for each pixel of its width."),
    ]
  }

  /// The figure.
  public typealias Result = Figure
}
