public import CalibraxJSON

/// How to interpret a metric.
public struct MetricDef: Document, Hashable {
  /// The metric's name; where the key that holds the definition says it, it may be left out.
  public var name = ""
  /// The unit of the values, for people.
  public var unit = ""
  /// Which way the metric improves.
  public var direction = Direction.info
  /// The heading it is shown under.
  public var group = ""
  /// How prominent it is in reports.
  public var priority = Priority.secondary
  /// What it measures.
  public var description = ""
  /// Members kept as they were given.
  public var unknownMembers = OrderedMap<JSON>()

  /// A definition to be filled in.
  public init() {}

  /// The members, as the Python calibrax writes them.
  public static let fields: Fields<MetricDef> = [
    .written("name", \.name, "The metric's name; the key's where left out."),
    .written("unit", \.unit, "The unit of the values."),
    .required("direction", \.direction, "Which way the metric improves."),
    .written("group", \.group, "The heading it is shown under."),
    .written("priority", \.priority, "How prominent it is in reports."),
    .written("description", \.description, "What it measures."),
  ]

  /// Hashes all but unknown members.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(unit)
    hasher.combine(direction)
    hasher.combine(group)
    hasher.combine(priority)
    hasher.combine(description)
  }
}

extension OrderedMap<MetricDef> {
  /// The same definitions with the key as name where none was given.
  public func named() -> OrderedMap<MetricDef> {
    var result = self
    for member in self where member.value.name.isEmpty { result[member.key]?.name = member.key }
    return result
  }
}
