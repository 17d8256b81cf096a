/// The definitions of one execution, which must agree: a key has one group and scale, a group one x-axis, and a named
/// scale, within its group, one y-axis.
public struct DefinitionTable: Sendable {
  private var definitions: [String: SeriesDefinition] = [:]
  private var axes = AxisTable()

  /// No definitions.
  public init() {}

  /// The definition of a key.
  public subscript(key: String) -> SeriesDefinition? { definitions[key] }

  /// Takes in a definition, unless it contradicts an earlier one; then nothing changes. The throttle may differ: it is a
  /// matter of each client. A key whose definition was empty takes any other.
  ///
  /// - Throws: ``DefinitionConflict`` naming both.
  public mutating func define(_ key: String, _ definition: SeriesDefinition) throws(DefinitionConflict) {
    if let before = definitions[key], !before.isBare {
      if let conflict = before.conflict(with: definition, of: key) { throw conflict }
      return
    }
    if let conflict = axes.conflict(of: key, definition) { throw conflict }
    definitions[key] = definition
    axes.take(key, definition)
  }
}

/// Two definitions of one execution that contradict each other.
public struct DefinitionConflict: Error, Equatable, Sendable, CustomStringConvertible {
  /// What two definitions do not agree in.
  public enum Part: String, Sendable {
    /// The chart and its x-axis.
    case group
    /// The y-axis.
    case scale
  }

  /// What they do not agree in.
  public let part: Part
  /// What contradicts what, a phrase.
  public let description: String

  init(_ part: Part, _ description: String) {
    self.part = part
    self.description = description
  }
}

extension SeriesDefinition {
  /// Whether it says nothing of how a series is shown.
  public var isBare: Bool { group == nil && scale == nil }

  /// What of another definition of the same metric contradicts this one; `nil` when they agree.
  public func conflict(with other: SeriesDefinition, of key: String) -> DefinitionConflict? {
    if group != other.group {
      let (own, other) = (group?.named ?? "no group", other.group?.named ?? "no group")
      return DefinitionConflict(.group, "the metric \"\(key)\" belongs to \(own), not to \(other)")
    }
    if scale != other.scale {
      let (own, other) = (scale?.named ?? "no scale", other.scale?.named ?? "no scale")
      return DefinitionConflict(.scale, "the metric \"\(key)\" has \(own), not \(other)")
    }
    return nil
  }
}

extension MetricGroup {
  var described: String { axis(units, lower, upper) }
  fileprivate var named: String { "the group \"\(name)\" with \(described)" }
}

extension MetricScale {
  var described: String { axis(units, lower, upper) + (progress ? ", as progress" : "") }
  fileprivate var named: String { (name.map { "the scale \"\($0)\"" } ?? "a scale of its own") + " with \(described)" }
}

private func axis(_ units: String?, _ lower: Double?, _ upper: Double?) -> String {
  let bounds = [lower.map { "from \($0)" }, upper.map { "to \($0)" }].compactMap(\.self)
  return ([units.map { "units \"\($0)\"" } ?? "no units"] + bounds).joined(separator: " ")
}
