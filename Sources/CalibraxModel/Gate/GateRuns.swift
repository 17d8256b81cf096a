public import CalibraxJSON

/// Runs as a gate looks at them: which they are, and the values of each metric side by side.
public struct GateRuns: Sendable {
  /// A run.
  public struct Entry: Sendable {
    /// Its identifier.
    public var id: String
    /// The commit it measured.
    public var commit: String?

    /// A run.
    public init(id: String, commit: String?) {
      self.id = id
      self.commit = commit
    }
  }

  /// What a run is to the gate; it may be several things.
  public struct Role: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Roles of bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// An earlier run, measured in the same environment.
    public static let history = Role(rawValue: 1)
    /// An earlier run, measured in another environment.
    public static let foreign = Role(rawValue: 2)
    /// A run of the code that is judged.
    public static let contender = Role(rawValue: 4)
    /// A run of the code that it is compared with in turns.
    public static let base = Role(rawValue: 8)
  }

  /// The values of a metric of a point, and the places of the runs that have one, rising.
  private struct Column: Sendable {
    var places: [Int] = []
    var values: [Double] = []
  }

  /// A metric of a point.
  public struct MetricKey: Hashable, Sendable {
    /// The point.
    public var point: PointKey
    /// The metric's name.
    public var metric: String

    /// A metric of a point.
    public init(_ point: PointKey, _ metric: String) {
      self.point = point
      self.metric = metric
    }
  }

  /// The runs, oldest first.
  public private(set) var runs: [Entry] = []
  /// What each is.
  public private(set) var roles: [Role] = []
  /// The metrics.
  public private(set) var keys: [MetricKey] = []
  private var columns: [Column] = []
  private var numbers: [MetricKey: Int] = [:]
  /// Whether the run of the fork point was found; `nil` where none was named.
  public var isForkPointFound: Bool?
  /// The definitions of the newest earlier run.
  public var definitions = OrderedMap<MetricDef>()

  /// No runs.
  public init() {}

  /// Appends a run that is newer than those there are.
  public mutating func append(_ run: Entry, as role: Role) {
    runs.append(run)
    roles.append(role)
  }

  /// The number of a metric's column, a new one if it has none yet.
  public mutating func column(of key: MetricKey) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = keys.count
    keys.append(key)
    columns.append(Column())
    return keys.count - 1
  }

  /// Takes a value of the newest run; its first of a metric counts, and what is no number does not.
  public mutating func take(_ value: Double, column: Int) {
    let place = runs.count - 1
    guard value.isFinite, columns[column].places.last != place else { return }
    columns[column].places.append(place)
    columns[column].values.append(value)
  }

  /// Appends a whole run.
  ///
  /// - Parameter value: What counts of a metric.
  public mutating func append(_ run: Run, as role: Role, value: (MetricKey, Metric) -> Double?) {
    append(Entry(id: run.id, commit: run.commit), as: role)
    for point in run.points {
      for metric in point.metrics {
        let key = MetricKey(point.key, metric.key)
        if let value = value(key, metric.value) { take(value, column: column(of: key)) }
      }
    }
  }

  /// The values that a metric has in runs of a role, oldest first, with the places of the runs.
  public func values(of key: MetricKey, as role: Role) -> (values: [Double], places: [Int]) {
    guard let column = numbers[key].map({ columns[$0] }) else { return ([], []) }
    let chosen = column.places.indices.filter { roles[column.places[$0]].contains(role) }
    return (chosen.map { column.values[$0] }, chosen.map { column.places[$0] })
  }

  /// Whether the run at a place has a metric.
  public func has(_ key: MetricKey, at place: Int) -> Bool {
    numbers[key].map { columns[$0].places.contains(place) } ?? false
  }

  /// How many runs have a role.
  public func count(_ role: Role) -> Int { roles.count { $0.contains(role) } }

  /// The places of the runs of a role.
  public func places(_ role: Role) -> [Int] { roles.indices.filter { roles[$0].contains(role) } }
}
