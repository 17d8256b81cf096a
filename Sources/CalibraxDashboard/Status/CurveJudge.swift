public import CalibraxJSON
public import CalibraxModel

/// Judges a curve by a rule.
public typealias CurveJudge = (CurveRequest) throws(JudgeFault) -> Judgement

/// A curve that is to be judged by a rule.
public struct CurveRequest: Sendable {
  /// The plot, by its place in the tab.
  public var plot: Int
  /// The rule.
  public var rule: ValidationRule
  /// The rule's place among those of the plot's metric.
  public var place: Int
  /// The curve.
  public var curve: TabCurve
  /// Its values, in the order of time; `nil` where one is missing or the row failed.
  public var values: [Double?] = []
  /// Where each is on the x-axis.
  public var x: [PlotCoordinate] = []
  /// Where each is from.
  public var origins: [RowTable.Origin] = []

  init(plot: Int, rule: ValidationRule, place: Int, curve: TabCurve) {
    (self.plot, self.rule, self.place, self.curve) = (plot, rule, place, curve)
  }
}

/// What a validator says of a curve.
public struct Judgement: Sendable {
  /// The values that it flags, by their places in the curve.
  public var flagged: [Int] = []
  /// What it draws.
  public var layout = PlotLayout()
  /// What it draws: shapes as Plotly has them.
  public var shapes: [JSON] = []
  /// What it draws: annotations as Plotly has them.
  public var annotations: [JSON] = []

  /// Nothing is flagged.
  public init() {}
}

/// Why a curve cannot be judged.
public struct JudgeFault: Error, Equatable, Sendable {
  /// What is wrong, as a sentence.
  public var message: String

  /// A reason.
  public init(_ message: String) {
    self.message = message
  }
}
