/// Points of stored runs, oldest run first, with their values by metric.
public struct PointSelection: Sendable {
  /// What is said of a run.
  public struct Run: Sendable {
    /// Its identifier.
    public var id: String
    /// When it ran.
    public var timestamp: String
    /// What was built.
    public var commit: String?
    /// The branch that was built.
    public var branch: String?
    /// Its environment as JSON.
    public var environment: String

    /// What is said of a run.
    public init(id: String, timestamp: String, commit: String?, branch: String?, environment: String) {
      (self.id, self.timestamp, self.commit, self.branch) = (id, timestamp, commit, branch)
      self.environment = environment
    }
  }

  /// A point.
  public struct Entry: Sendable {
    /// Its run, by its place in ``runs``.
    public var run: Int
    /// Its place in the run.
    public var place: Int
    /// Its name and tags, by their place in ``keys``.
    public var key: Int
    /// Its values, by their places in ``cells``.
    public var cells: Range<Int>
  }

  /// A value of a point.
  public struct Cell: Sendable {
    /// The metric, by its place in ``metrics``.
    public var metric: Int
    /// The value.
    public var value: Double

    /// A value.
    public init(metric: Int, value: Double) {
      (self.metric, self.value) = (metric, value)
    }
  }

  /// The runs.
  public private(set) var runs: [Run] = []
  /// The points, by run and place.
  public private(set) var entries: [Entry] = []
  /// The names and tags that points have.
  public private(set) var keys: [PointKey] = []
  /// The names of metrics.
  public private(set) var metrics: [String] = []
  /// The values.
  public private(set) var cells: [Cell] = []

  /// Nothing selected.
  public init() {}

  /// Points that come now are of this run.
  public mutating func begin(_ run: Run) { runs.append(run) }

  /// A name and tags that points have.
  public mutating func add(_ key: PointKey) -> Int {
    keys.append(key)
    return keys.count - 1
  }

  /// The name of a metric.
  public mutating func add(metric: String) -> Int {
    metrics.append(metric)
    return metrics.count - 1
  }

  /// Takes a point of the last run.
  public mutating func append(place: Int, key: Int, _ values: some Sequence<Cell>) {
    let start = cells.count
    cells.append(contentsOf: values)
    entries.append(Entry(run: runs.count - 1, place: place, key: key, cells: start..<cells.count))
  }

  /// The values of a metric, by entry; `nil` where a point has none.
  public func values(of metric: String) -> [Double?] {
    var values = [Double?](repeating: nil, count: entries.count)
    guard let number = metrics.firstIndex(of: metric) else { return values }
    for (index, entry) in entries.enumerated() {
      if let cell = cells[entry.cells].first(where: { $0.metric == number }), cell.value.isFinite {
        values[index] = cell.value
      }
    }
    return values
  }
}
