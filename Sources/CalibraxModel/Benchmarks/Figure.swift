public import CalibraxJSON

/// What a plot of a benchmark shows, as Plotly draws it: `data` and `layout` go to `Plotly.newPlot` as they are.
public struct Figure: Record, Equatable {
  /// The traces, one for each curve.
  public var data: JSON = []
  /// The layout, with what validators draw.
  public var layout: JSON = [:]
  /// Attributes that the configuration gives and pages of this program do not draw.
  public var ignored: [String] = []

  /// A figure to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Figure> = [
    .required(
      "data", \.data,
      "The traces of Plotly, one for each curve. The customdata of a point are its status (S, W or F), its run_id, its place in the run, and its annotations; meta says which curve it is and what the annotations are."
    ),
    .required("layout", \.layout, "The layout of Plotly, with what validators draw as shapes and annotations."),
    .required(
      "ignored", \.ignored,
      "Attributes that the configuration gives and calibrax itself does not draw, as styles.fill; Plotly does, for they are in the figure."
    ),
  ]
}
