/// What is known under one name, for those who collect metrics: a value for each set of labels.
public struct MetricFamily: Sendable, Equatable {
  /// How the values change.
  public enum Kind: String, Sendable {
    /// Up and down.
    case gauge
    /// Up only, from 0 on; a value that is below 0 or no number is left out.
    case counter
    /// Nobody knows.
    case unknown
  }

  /// A label of a value; one without a value is as good as none.
  public typealias Label = (name: String, value: String)

  /// A value with its labels.
  public struct Sample: Sendable, Equatable {
    /// The labels, in the order they are written.
    public var labels: [Label]
    /// The value.
    public var value: Double
    /// When it was measured, Unix seconds; `nil` for the moment it is collected.
    public var time: Double?

    /// The same when all is.
    public static func == (left: Sample, right: Sample) -> Bool {
      left.labels.elementsEqual(right.labels, by: ==) && left.value == right.value && left.time == right.time
    }
  }

  /// The name; what no name of a metric may hold is `_` when it is written, and the name a label besides.
  public var name: String
  /// How the values change.
  public var kind: Kind
  /// The unit of the values, as `seconds`; it is told of where the name ends with it.
  public var unit: String
  /// What it is, a sentence.
  public var help: String
  /// The values; of two with the same labels, and in OpenMetrics the same time, the last counts.
  public var samples: [Sample] = []

  /// A family without values.
  public init(_ name: String, _ kind: Kind = .gauge, unit: String = "", help: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.help = help
  }

  /// A family with one value.
  public init(_ name: String, _ kind: Kind = .gauge, unit: String = "", help: String, value: Double) {
    self.init(name, kind, unit: unit, help: help)
    add(value)
  }

  /// Adds a value.
  public mutating func add(_ value: Double, _ labels: [Label] = [], time: Double? = nil) {
    samples.append(Sample(labels: labels, value: value, time: time))
  }
}
