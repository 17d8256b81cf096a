public import CalibraxJSON

/// One benchmark in one configuration, with what was measured of it.
public struct Point: Document, Equatable {
  /// The benchmark and configuration: `CV-1/small`.
  public var name = ""
  /// The scenario the point belongs to.
  public var scenario = ""
  /// What tells points of one name apart: `framework`, `device`.
  public var tags = OrderedMap<String>()
  /// The metrics by name.
  public var metrics = OrderedMap<Metric>()
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A point to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<Point> = [
    .required("name", \.name, "The benchmark and configuration, as CV-1/small."),
    .written("scenario", \.scenario, "The scenario the point belongs to."),
    .written("tags", \.tags, "What tells points of one name apart."),
    .written("metrics", \.metrics, "The metrics by name."),
  ]

  /// What matches a point with its like in another run.
  public var key: PointKey { PointKey(name: name, tags: tags) }
}

/// A point's name and tags: points of two runs are the same when these are.
public struct PointKey: Record, Hashable {
  /// The point's name.
  public var pointName = ""
  /// The point's tags.
  public var tags = OrderedMap<String>()

  /// A key to be filled in.
  public init() {}

  /// A key of a name and tags.
  public init(name: String, tags: OrderedMap<String>) {
    pointName = name
    self.tags = tags
  }

  /// The members.
  public static let fields: Fields<PointKey> = [
    .required("point_name", \.pointName, "The point's name."),
    .required("tags", \.tags, "The point's tags."),
  ]

  /// Keys are the same when their bytes are.
  public static func == (left: PointKey, right: PointKey) -> Bool {
    Spelling(left.pointName) == Spelling(right.pointName) && left.tags.count == right.tags.count
      && left.tags.contains(right.tags)
  }

  /// Hashes the name and, without regard to their order, the tags.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(pointName)
    hasher.combine(tags)
  }

  /// Whether the key is of the given name and has at least the given tags.
  public func matches(name: String, tags wanted: OrderedMap<String>) -> Bool {
    Spelling(pointName) == Spelling(name) && tags.contains(wanted)
  }
}

extension OrderedMap<String> {
  /// Whether every member of another map is here with the same value.
  public func contains(_ other: OrderedMap<String>) -> Bool {
    other.members.allSatisfy { self[$0.key].map(Spelling.init) == Spelling($0.value) }
  }
}
