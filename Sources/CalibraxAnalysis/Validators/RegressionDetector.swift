public import CalibraxJSON
public import CalibraxModel

/// Flags values from where a curve has shifted for the worse until it has recovered (LLview, `regression_detector`).
///
/// The median of the newest values is held against the values of the regime before them, local to the last shift: a
/// difference that is large in percent of the regime's median and in units of its ``NoiseScale`` is a shift, and begins
/// the next regime. The regime before the first shift for the worse is kept as the healthy one, and values are flagged
/// while the newest are worse than that. Where regimes are too short or values missing, what held before holds.
public struct RegressionDetector: Validator {
  /// The name in rules.
  public static let name = "regression_detector"
  /// What it flags.
  public static let summary = "Flags values from where their level has changed for the worse until it has recovered."

  /// What is better.
  public enum Direction: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// Smaller values.
    case lowerIsBetter = "lower_is_better"
    /// Larger values.
    case higherIsBetter = "higher_is_better"
  }

  /// What a change is a percentage of.
  public enum BaselineSign: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// The baseline with its sign: 0 is an error, and below it every change has the wrong sign.
    case signed
    /// The absolute value of the baseline; of 0 every change is infinite.
    case absolute
  }

  /// What is better.
  public var direction = Direction.lowerIsBetter
  /// The largest change that is none, in percent.
  public var minimumChange = 5.0
  /// The largest change that is none, in scales of the noise.
  public var effectSizeThreshold = 1.5
  /// How many of the newest values are held against those before.
  public var evaluationWindow = 3
  /// Where on the x-axis of seconds the first regime begins.
  public var startTimestamp: Double?
  /// Where on any x-axis the first regime begins.
  public var startX: PlotCoordinate?
  /// The share of the median that noise has at least, in percent.
  public var noiseFloor = 1.0
  /// What a change is a percentage of.
  public var baseline = BaselineSign.signed
  /// Whether outliers in the baseline must not hide changes.
  public var isRobust = false

  /// Parameters to be filled in.
  public init() {}

  /// The parameters.
  public static let fields: Fields<RegressionDetector> = [
    .optional("direction", \.direction, "What is better."),
    .optional(
      "min_change_pct", \.minimumChange, "The largest change that is none, in percent of the baseline.", in: 0...1e9,
      advice: "5 is usual; a larger one finds fewer."),
    .optional(
      "effect_size_threshold", \.effectSizeThreshold, "The largest change that is none, in scales of the noise.",
      in: 0...1e9, advice: "1.5 is usual; a larger one finds fewer."),
    .optional(
      "eval_window", \.evaluationWindow,
      "How many of the newest values are held, by their median, against the 3 or more before them.", in: 1...1_000,
      advice: "3 is usual; more of them find a change later."),
    .optional(
      "start_ts", \.startTimestamp,
      "The values of a smaller x do not count; ignored when it is larger than every x."),
    .optional("start_x", \.startX, "The same for x of any kind; of both this one holds."),
    .optional(
      "noise_floor_pct", \.noiseFloor, "The share of the baseline that noise is taken to have at least, in percent.",
      in: 0...1e9, advice: "1 is usual; a larger one finds fewer."),
    .optional(
      "baseline", \.baseline,
      "Whether a change is a percentage of the baseline with its sign, of which that of 0 is an error and those below it "
        + "find nothing, or of its absolute value, of which a change of 0 is infinite."),
    .optional(
      "robust", \.isRobust,
      "Whether the scale is 1.4826 times the median absolute deviation, corrected for few values, which outliers in the "
        + "baseline do not stretch, and the standard deviation is left out."),
  ]

  /// Judges the values in their order.
  public func judge(_ curve: Curve) throws(ValidationError) -> Judgement {
    var judgement = Judgement()
    var regime = Regime(
      isRobust ? curve.measuredValues : curve.values, window: evaluationWindow,
      scale: NoiseScale(floorPercent: noiseFloor, isRobust: isRobust))
    var healthy: Level?
    for index in try start(on: curve.x)..<curve.values.count {
      if regime.take(index) {
        let (level, recent) = (regime.level, regime.recentMedian)
        let change = try change(from: level, to: recent, at: index)
        if isWorse(change) || isBetter(change) {
          if let x = curve.x {
            judgement.layout.draw(
              Shift(from: level.median, to: recent, change.percent, isWorse(change), regime), of: curve, on: x)
          }
          if isWorse(change), healthy == nil { healthy = level }
          regime.restart()
        }
        if let level = healthy, !isWorse(try self.change(from: level, to: recent, at: index)) { healthy = nil }
      }
      if healthy != nil { judgement.flagged.append(index) }
    }
    return judgement
  }

  /// The index of the first value that counts.
  private func start(on x: [PlotCoordinate]?) throws(ValidationError) -> Int {
    guard let start = startX ?? startTimestamp.map({ PlotCoordinate($0) }) else { return 0 }
    let parameter = startX == nil ? "start_ts" : "start_x"
    guard let x else {
      throw ValidationError(
        "is given, and the values have no x", at: .parameter(parameter), hint: "Give x, or leave \(parameter) out.")
    }
    for (index, place) in x.enumerated() {
      switch (place, start) {
      case (.number(let place), .number(let start)): if place.double >= start.double { return index }
      case (.text(let place), .text(let start)):
        if !place.utf8.lexicographicallyPrecedes(start.utf8) { return index }
      case (.text, .number):
        throw ValidationError(
          "is a number, and x[\(index)] is a string", at: .parameter(parameter),
          hint: "Give start_x as x has it, or leave it out.")
      case (.number, .text):
        throw ValidationError(
          "is a string, and x[\(index)] is a number", at: .parameter(parameter), hint: "Give a number.")
      }
    }
    return 0
  }
}

/// A change of the level.
private struct Change {
  /// In percent of the baseline.
  let percent: Double
  /// In scales of the baseline's noise.
  let effect: Double
}

extension RegressionDetector {
  private func change(
    from level: Level, to recent: Double, at index: Int
  ) throws(ValidationError) -> Change {
    let (median, difference) = (level.median, recent - level.median)
    let percent: Double
    switch baseline {
    case .signed:
      guard median != 0 else {
        throw ValidationError(
          "float division by zero: the median of the baseline before this value is 0", at: .value(index),
          hint: "Give baseline: absolute, or bounds to range_validator.")
      }
      percent = difference / median * 100
    case .absolute: percent = difference == 0 ? 0 : difference / abs(median) * 100
    }
    return Change(percent: percent, effect: difference / level.scale)
  }

  private func isWorse(_ change: Change) -> Bool {
    let sign = direction == .lowerIsBetter ? 1.0 : -1.0
    return sign * change.percent > minimumChange && sign * change.effect > effectSizeThreshold
  }

  private func isBetter(_ change: Change) -> Bool {
    isWorse(Change(percent: -change.percent, effect: -change.effect))
  }
}

/// Where values lie, and what the noise around it is.
private struct Level {
  let median: Double
  let scale: Double
}

/// The values since the last shift: the newest, and the baseline before them.
private struct Regime {
  /// The indices of the values that are there.
  private(set) var indices: [Int] = []
  private let values: [Double?]
  private let window: Int
  private let scale: NoiseScale
  private let ranking: Ranking
  private var baseline: OrderStatisticTree
  private var baselineDeviation = RunningDeviation()
  private var recent: OrderStatisticTree

  init(_ values: [Double?], window: Int, scale: NoiseScale) {
    self.values = values
    self.window = window
    self.scale = scale
    ranking = Ranking(values)
    baseline = OrderStatisticTree(ranking)
    recent = OrderStatisticTree(ranking)
  }

  /// Takes in the value at an index, and says whether it is there and the newest can be held against the baseline.
  mutating func take(_ index: Int) -> Bool {
    guard values[index] != nil else { return false }
    indices.append(index)
    recent.insert(index)
    if indices.count > window {
      let oldest = indices[indices.count - window - 1]
      recent.remove(oldest)
      baseline.insert(oldest)
      baselineDeviation.add(values[oldest] ?? 0)
    }
    return baseline.count >= 3
  }

  var level: Level {
    let median = baseline.median
    let scale = scale(baseline, median: median, standardDeviation: baselineDeviation.ofPopulation)
    return Level(median: median, scale: scale)
  }

  var recentMedian: Double { recent.median }

  /// The indices of the baseline.
  var baselineIndices: ArraySlice<Int> { indices.dropLast(window) }
  /// The indices of the newest values.
  var recentIndices: ArraySlice<Int> { indices.suffix(window) }

  /// Begins anew with the newest values.
  mutating func restart() {
    for index in baselineIndices { baseline.remove(index) }
    baselineDeviation = RunningDeviation()
    indices = Array(recentIndices)
  }
}

/// What is drawn of a shift.
private struct Shift {
  let before: Double
  let after: Double
  let percent: Double
  let isWorse: Bool
  /// The indices between which the level before is drawn; the second is the last value before the shift.
  let base: (first: Int, last: Int)
  /// The indices between which the level after is drawn; the first is the first value after the shift.
  let recent: (first: Int, last: Int)

  init(from before: Double, to after: Double, _ percent: Double, _ isWorse: Bool, _ regime: Regime) {
    self.before = before
    self.after = after
    self.percent = percent
    self.isWorse = isWorse
    let base = regime.baselineIndices.suffix(5)
    self.base = (base.first ?? 0, base.last ?? 0)
    recent = (regime.recentIndices.first ?? 0, regime.recentIndices.last ?? 0)
  }

  /// The change for people: `+100.0%`.
  var text: String {
    let sign = percent > 0 ? "+" : ""
    return percent.isInfinite ? (percent > 0 ? "+∞%" : "-∞%") : sign + fixed(percent, 1) + "%"
  }
}

extension PlotLayout {
  /// Draws where the shift is, the levels before and after it, an arrow between them and the change; what would be at no
  /// finite value is left out.
  fileprivate mutating func draw(_ shift: Shift, of curve: Curve, on x: [PlotCoordinate]) {
    let color = shift.isWorse ? "rgba(255, 0, 0, 0.7)" : "rgba(0, 200, 0, 0.7)"
    var rectangle = PlotRectangle()
    rectangle.x0 = curve.place(max(0, shift.base.last - 1), on: x)
    rectangle.x1 = curve.place(min(x.count - 1, shift.recent.first + 1), on: x)
    rectangle.fill = shift.isWorse ? "rgba(255, 0, 0, 0.2)" : "rgba(0, 200, 0, 0.2)"
    rects.append(rectangle)
    for (span, value, dash) in [(shift.base, shift.before, PlotLine.Dash.dot), (shift.recent, shift.after, .solid)]
    where value.isFinite {
      var line = PlotLine()
      (line.x0, line.x1) = (curve.place(span.first, on: x), curve.place(span.last, on: x))
      (line.y0, line.y1, line.color, line.dash) = (value, value, color, dash)
      lines.append(line)
    }
    guard shift.before.isFinite, shift.after.isFinite else { return }
    var arrow = PlotArrow()
    (arrow.x, arrow.y) = (curve.place(shift.recent.first, on: x), shift.after)
    (arrow.tailX, arrow.tailY) = (curve.place(shift.base.last, on: x), shift.before)
    arrow.color = color
    arrows.append(arrow)
    var text = PlotText()
    text.x = curve.middle(shift.base.last, shift.recent.first, on: x)
    (text.y, text.text, text.color) = (shift.before.midpoint(to: shift.after), shift.text, color)
    texts.append(text)
  }
}
