public import CalibraxJSON

/// What is drawn over a plot, in Plotly's terms: shapes and annotations by kind, each list in drawing order.
public struct PlotLayout: Record, Equatable {
  /// Rectangles of the plot's full height, below the data.
  public var rects: [PlotRectangle] = []
  /// Straight lines.
  public var lines: [PlotLine] = []
  /// Arrows.
  public var arrows: [PlotArrow] = []
  /// Texts.
  public var texts: [PlotText] = []

  /// Nothing drawn.
  public init() {}

  /// The members, as LLview's drawings are told.
  public static let fields: Fields<PlotLayout> = [
    .required("rects", \.rects, "Rectangles of the plot's full height, below the data."),
    .required("lines", \.lines, "Straight lines."),
    .required("arrows", \.arrows, "Arrows."),
    .required("texts", \.texts, "Texts."),
  ]

  /// Puts another layout over this one.
  public mutating func append(_ other: PlotLayout) {
    rects += other.rects
    lines += other.lines
    arrows += other.arrows
    texts += other.texts
  }
}

/// A rectangle of the plot's full height.
public struct PlotRectangle: Record, Equatable {
  /// Where it begins.
  public var x0 = PlotCoordinate(0)
  /// Where it ends.
  public var x1 = PlotCoordinate(0)
  /// Its colour, as CSS has it.
  public var fill = ""

  /// A rectangle to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PlotRectangle> = [
    .required("x0", \.x0, "Where it begins, in the data's x."),
    .required("x1", \.x1, "Where it ends."),
    .required("fill", \.fill, "Its colour: rgba(255, 0, 0, 0.2)."),
  ]
}

/// A straight line.
public struct PlotLine: Record, Equatable {
  /// What x is counted in.
  public enum Reference: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// The data's x.
    case data = "x"
    /// The plot's width, from 0 to 1.
    case paper
  }

  /// How it is drawn.
  public enum Dash: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// Without gaps.
    case solid
    /// With points.
    case dot
    /// With dashes.
    case dash
  }

  /// Where it begins.
  public var x0 = PlotCoordinate(0)
  /// Where it ends.
  public var x1 = PlotCoordinate(0)
  /// The value that it begins at.
  public var y0 = 0.0
  /// The value that it ends at.
  public var y1 = 0.0
  /// What x is counted in.
  public var xref = Reference.data
  /// Its colour, as CSS has it.
  public var color = ""
  /// Its width in pixels.
  public var width = 2.0
  /// How it is drawn.
  public var dash = Dash.solid

  /// A line to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PlotLine> = [
    .required("x0", \.x0, "Where it begins."),
    .required("x1", \.x1, "Where it ends."),
    .required("y0", \.y0, "The value that it begins at."),
    .required("y1", \.y1, "The value that it ends at."),
    .required("xref", \.xref, "What x0 and x1 are: the data's x, or shares of the plot's width."),
    .required("color", \.color, "Its colour: rgba(255, 0, 0, 0.7)."),
    .required("width", \.width, "Its width in pixels."),
    .required("dash", \.dash, "Whether it is drawn solid, with points or with dashes."),
  ]
}

/// An arrow between two points of the plot.
public struct PlotArrow: Record, Equatable {
  /// Where its head is.
  public var x = PlotCoordinate(0)
  /// The value at its head.
  public var y = 0.0
  /// Where its tail is.
  public var tailX = PlotCoordinate(0)
  /// The value at its tail.
  public var tailY = 0.0
  /// Its colour, as CSS has it.
  public var color = ""

  /// An arrow to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PlotArrow> = [
    .required("x", \.x, "Where its head is."),
    .required("y", \.y, "The value at its head."),
    .required("ax", \.tailX, "Where its tail is."),
    .required("ay", \.tailY, "The value at its tail."),
    .required("color", \.color, "Its colour: rgba(255, 0, 0, 0.7)."),
  ]
}

/// A text at a point of the plot.
public struct PlotText: Record, Equatable {
  /// Which part of the text is at x.
  public enum HorizontalAnchor: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// Its left end, its middle or its right end.
    case left, center, right
  }

  /// Which part of the text is at y.
  public enum VerticalAnchor: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// Its upper edge, its middle or its lower edge.
    case top, middle, bottom
  }

  /// Where it is: the data's x, or a share of the plot's width.
  public var x = PlotCoordinate(0)
  /// The value that it is at.
  public var y = 0.0
  /// What it says; HTML entities stand for their characters.
  public var text = ""
  /// Its colour, as CSS has it.
  public var color = ""
  /// Its size in points.
  public var size = 15
  /// Which part of it is at x.
  public var xanchor = HorizontalAnchor.left
  /// Which part of it is at y.
  public var yanchor = VerticalAnchor.bottom

  /// A text to be filled in.
  public init() {}

  /// The members.
  public static let fields: Fields<PlotText> = [
    .required("x", \.x, "Where it is: the data's x; of min and max, a share of the plot's width."),
    .required("y", \.y, "The value that it is at."),
    .required("text", \.text, "What it says; HTML entities stand for their characters."),
    .required("color", \.color, "Its colour: rgba(255, 0, 0, 0.7)."),
    .required("size", \.size, "Its size in points."),
    .required("xanchor", \.xanchor, "Which part of it is at x."),
    .required("yanchor", \.yanchor, "Which part of it is at y."),
  ]
}
