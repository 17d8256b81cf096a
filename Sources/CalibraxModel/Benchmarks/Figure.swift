public import CalibraxJSON

/// A figure as Plotly takes it.
public struct Figure: Record, Equatable {
  /// The traces.
  public var data: JSON = []
  /// The layout.
  public var layout: JSON = [:]
  /// The attributes that a renderer of the common ones leaves out: `styles.fill`.
  public var ignored: [String] = []

  /// A figure to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<Figure> = [
    .required("data", \.data, "The traces."), .required("layout", \.layout, "The layout."),
    .required(
      "ignored", \.ignored, "The attributes of the configuration that a renderer of the common ones leaves out."),
  ]
}
