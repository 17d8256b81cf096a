public import CalibraxJSON
import CalibraxModel

/// Flags values outside of bounds (LLview, `range_validator`). A value that is no number lies outside of any.
public struct RangeValidator: Validator {
  /// The name in rules.
  public static let name = "range_validator"
  /// What it flags.
  public static let summary = "Flags values below min or above max."

  /// The smallest value that is good.
  public var min: Double?
  /// The largest value that is good.
  public var max: Double?
  /// Whether the bounds are drawn.
  public var annotations = true

  /// Parameters to be filled in.
  public init() {}

  /// The parameters.
  public static let fields: Fields<RangeValidator> = [
    .optional("min", \.min, "The smallest value that is good. One of min and max must be given."),
    .optional("max", \.max, "The largest value that is good."),
    .optional("annotations", \.annotations, "Whether the bounds are drawn over the plot's width."),
  ]

  /// Judges each value by itself.
  public func judge(_ curve: Curve) throws(ValidationError) -> Judgement {
    guard min != nil || max != nil else {
      throw ValidationError(
        "range_validator requires 'min' or 'max' parameter", at: .parameter("min"), hint: "Give min, max or both.")
    }
    let range = (min ?? -.infinity, max ?? .infinity)
    var judgement = Judgement()
    judgement.flagged = curve.values.indices.filter { index in
      curve.values[index].map { !(range.0 <= $0 && $0 <= range.1) } ?? false
    }
    guard annotations else { return judgement }
    if let max { judgement.layout.draw("max", at: max, .solid, .bottom) }
    if let min { judgement.layout.draw("min", at: min, .dash, .top) }
    return judgement
  }
}

extension PlotLayout {
  /// Draws a bound with its name, above or below it.
  fileprivate mutating func draw(
    _ name: String, at bound: Double, _ dash: PlotLine.Dash, _ anchor: PlotText.VerticalAnchor
  ) {
    var line = PlotLine()
    (line.x0, line.x1, line.xref) = (PlotCoordinate(0), PlotCoordinate(1), .paper)
    (line.y0, line.y1) = (bound, bound)
    (line.color, line.width, line.dash) = ("rgba(255, 0, 0, 0.5)", 1.5, dash)
    lines.append(line)
    var text = PlotText()
    (text.x, text.y, text.text) = (PlotCoordinate(0.98), bound, name)
    (text.color, text.size) = ("rgba(255, 0, 0, 0.7)", 10)
    (text.xanchor, text.yanchor) = (.right, anchor)
    texts.append(text)
  }
}
