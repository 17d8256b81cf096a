public import CalibraxJSON
import CalibraxModel

/// Flags values that lie far from the median of those before them (LLview, `outlier_detector`).
///
/// A value is an outlier when it differs from the median of the window before it by more than `threshold` times the
/// window's ``NoiseScale``. Without three values in the window none is. What was flagged stays in the windows of what
/// follows; with the robust scale it hides nothing there. A value that is no number blinds the windows that it is in; the
/// robust detector takes it as missing.
public struct OutlierDetector: Validator {
  /// The name in rules.
  public static let name = "outlier_detector"
  /// What it flags.
  public static let summary = "Flags values that lie far from the median of the values before them."

  /// How many places before a value are looked at.
  public var window = 10
  /// How many scales from the median a value may lie.
  public var threshold = 5.0
  /// The share of the median that noise has at least, in percent.
  public var noiseFloor = 1.0
  /// Whether outliers in the window must not hide others.
  public var isRobust = false

  /// Parameters to be filled in.
  public init() {}

  /// The parameters.
  public static let fields: Fields<OutlierDetector> = [
    .optional(
      "window", \.window, "How many places before a value are looked at; with fewer than 3 nothing is flagged.",
      in: 1...1_000, advice: "10 is usual."),
    .optional(
      "threshold", \.threshold, "How many scales a value may lie from the median of the window.", in: 0...1e9,
      advice: "5 is usual; a larger one flags fewer."),
    .optional(
      "noise_floor_pct", \.noiseFloor, "The share of the median that noise is taken to have at least, in percent.",
      in: 0...1e9, advice: "1 is usual; a larger one flags fewer."),
    .optional(
      "robust", \.isRobust,
      "Whether the scale is 1.4826 times the median absolute deviation, corrected for few values, which outliers in the "
        + "window do not stretch, and the standard deviation is left out."),
  ]

  /// Judges each value by those before it.
  public func judge(_ curve: Curve) throws(ValidationError) -> Judgement {
    let values = isRobust ? curve.measuredValues : curve.values
    let scale = NoiseScale(floorPercent: noiseFloor, isRobust: isRobust)
    var judgement = Judgement()
    var tree = OrderStatisticTree(Ranking(values))
    for index in values.indices {
      if let value = values[index] {
        if tree.count >= 3 {
          let median = tree.median
          let start = max(0, index - window)
          let unit = scale(tree, median: median, standardDeviation: Self.deviation(of: values[start..<index]))
          if abs(value - median) / unit > threshold {
            judgement.flagged.append(index)
            if let x = curve.x, value.isFinite { judgement.layout.draw(curve.place(index, on: x), value) }
          }
        }
        tree.insert(index)
      }
      if index >= window, values[index - window] != nil { tree.remove(index - window) }
    }
    return judgement
  }

  private static func deviation(of values: ArraySlice<Double?>) -> Double {
    var deviation = RunningDeviation()
    for case .some(let value) in values { deviation.add(value) }
    return deviation.ofPopulation
  }
}

extension PlotLayout {
  /// Draws a circle around a point, and what it is above it.
  fileprivate mutating func draw(_ x: PlotCoordinate, _ y: Double) {
    var circle = PlotText()
    (circle.x, circle.y, circle.text) = (x, y, "&#9711;")
    (circle.color, circle.size) = ("rgba(255, 0, 0, 0.7)", 20)
    (circle.xanchor, circle.yanchor) = (.center, .middle)
    var word = circle
    (word.text, word.color, word.size, word.yanchor) = ("Outlier", "rgba(255, 0, 0, 0.9)", 15, .bottom)
    texts += [circle, word]
  }
}
