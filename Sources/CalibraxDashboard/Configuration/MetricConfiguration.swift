public import CalibraxModel
public import CalibraxReading

/// What a value is taken for.
public enum MetricType: String, CaseIterable, Sendable {
  /// Text.
  case str
  /// A whole number.
  case int
  /// A number.
  case float
  /// A moment, in seconds since 1970.
  case ts
  /// A day, or a moment, in seconds since 1970.
  case date
  /// True or false, kept as these words.
  case bool

  /// Whether values are numbers; they are metrics of a point unless they tell its rows apart.
  public var isNumeric: Bool { self != .str && self != .bool }
}

/// How values of several rows become one.
public enum Aggregation: String, CaseIterable, Sendable {
  /// What they add up to.
  case sum
  /// The smallest.
  case min
  /// The largest.
  case max
  /// Their mean.
  case avg
}

/// Where the values of a metric come from.
public enum MetricOrigin: Sendable {
  /// A column of the file.
  case content(header: String)
  /// The first group of a pattern that is looked for in the file's path.
  case filename(Pattern)
  /// What the file says of itself.
  case metadata(key: String)
  /// The same for every row.
  case constant(String)
  /// Other metrics of the same row.
  case formula(Formula)
  /// Another metric in all rows with the same moment and table parameters.
  case aggregation(Aggregation, of: String)
}

/// A metric as a benchmark's configuration defines it.
public struct MetricConfiguration: Sendable {
  /// Its name.
  public var key: String
  /// What its values are.
  public var type = MetricType.str
  /// Where they come from.
  public var origin: MetricOrigin
  /// What a text is shortened to: the first group.
  public var pattern: Pattern?
  /// What stands for a missing value, so that it is no failure.
  public var fallback: String?
  /// What numbers are multiplied with.
  public var factor: Double?
  /// The unit, for people.
  public var unit = ""
  /// What it is; the key where nothing is said.
  public var description = ""
  /// Rows are kept where one of these is found.
  public var include: [Pattern] = []
  /// Rows are left out where one of these is found.
  public var exclude: [Pattern] = []
  /// What judges the curves of plots of it.
  public var rules: [ValidationRule] = []

  /// A metric of a column.
  public init(key: String, origin: MetricOrigin) {
    self.key = key
    self.origin = origin
  }

  /// Whether rows are left out by it.
  public var filters: Bool { !include.isEmpty || !exclude.isEmpty }

  /// The metrics that its values are worked out from.
  public var operands: [String] {
    switch origin {
    case .formula(let formula): formula.names
    case .aggregation(_, let name): [name]
    case .content, .filename, .metadata, .constant: []
    }
  }
}
