public import CalibraxJSON

/// What is demanded of the samples of a metric, whatever they were before: a percentile of them and its limit.
public struct ServiceLevelObjective: Record, Equatable {
  /// What people call it; the key where it is left out.
  public var name: String?
  /// The metric whose samples are judged.
  public var metric = ""
  /// Which of the samples, from 0, the smallest, to 1, the largest.
  public var percentile = 0.99
  /// The limit, in the metric's unit.
  public var value = 0.0
  /// What the limit depends on.
  public var type = ObjectiveType.constant

  /// An objective to be filled in.
  public init() {}

  /// The members, as config.json has them.
  public static let fields: Fields<ServiceLevelObjective> = [
    .optional("name", \.name, "What people call it; the key, as ttfc_p99, when left out."),
    .required("metric", \.metric, "The metric whose samples are judged."),
    .optional(
      "percentile", \.percentile, "Which of the samples, from 0, the smallest, to 1, the largest.", in: 0...1,
      advice: "It is a fraction: 0.99 is the 99th percentile."),
    .required("value", \.value, "The limit, in the metric's unit."),
    .optional("type", \.type, "What the limit depends on."),
  ]

  /// What tells objectives apart: `ttfc_p99`.
  public var key: String { metric + "_" + percentileText(percentile) }
}

/// What the limit of an objective depends on.
public enum ObjectiveType: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Nothing.
  case constant
}
