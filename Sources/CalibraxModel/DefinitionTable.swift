/// The definitions of one execution, which must agree: a key has one group and scale, a group one x-axis, and a named
/// scale, within its group, one y-axis.
public struct DefinitionTable: Sendable {
  private struct ScaleName: Hashable {
    var group: String?
    var scale: String
  }

  private var definitions: [String: SeriesDefinition] = [:]
  private var groups: [String: (key: String, group: MetricGroup)] = [:]
  private var scales: [ScaleName: (key: String, scale: MetricScale)] = [:]

  /// No definitions.
  public init() {}

  /// The definition of a key.
  public subscript(key: String) -> SeriesDefinition? { definitions[key] }

  /// Takes in a definition, unless it contradicts an earlier one; then nothing changes. The throttle may differ: it is a
  /// matter of each client. A key whose definition was empty takes any other.
  ///
  /// - Throws: ``DefinitionConflict`` naming both.
  public mutating func define(_ key: String, _ definition: SeriesDefinition) throws(DefinitionConflict) {
    if let before = definitions[key], before.group != nil || before.scale != nil {
      guard before.group == definition.group && before.scale == definition.scale else {
        throw DefinitionConflict("the metric \"\(key)\" is defined as \(before.described), not \(definition.described)")
      }
      return
    }
    if let group = definition.group, let before = groups[group.name], before.group != group {
      throw DefinitionConflict(
        "the group \"\(group.name)\" of \"\(key)\" has \(group.described); in \"\(before.key)\" it has \(before.group.described)"
      )
    }
    let scaleName = definition.scale?.name.map { ScaleName(group: definition.group?.name, scale: $0) }
    if let scaleName, let scale = definition.scale, let before = scales[scaleName], before.scale != scale {
      throw DefinitionConflict(
        "the scale \"\(scaleName.scale)\" of \"\(key)\" has \(scale.described); in \"\(before.key)\" it has \(before.scale.described)"
      )
    }
    definitions[key] = definition
    if let group = definition.group, groups[group.name] == nil { groups[group.name] = (key, group) }
    if let scaleName, let scale = definition.scale, scales[scaleName] == nil { scales[scaleName] = (key, scale) }
  }
}

/// Two definitions of one execution that contradict each other.
public struct DefinitionConflict: Error, Equatable, Sendable, CustomStringConvertible {
  /// What contradicts what, a phrase.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension SeriesDefinition {
  /// For people: `group "training" (units "epoch"), scale "loss" (no units, 0 to 1)`.
  fileprivate var described: String {
    let group = group.map { "group \"\($0.name)\" with \($0.described)" } ?? "no group"
    let scale = scale.map { (($0.name.map { "scale \"\($0)\"" }) ?? "a scale of its own") + " with \($0.described)" }
    return "\(group) and \(scale ?? "no scale")"
  }
}

extension MetricGroup {
  fileprivate var described: String { axis(units, lower, upper) }
}

extension MetricScale {
  fileprivate var described: String { axis(units, lower, upper) + (progress ? ", as progress" : "") }
}

private func axis(_ units: String?, _ lower: Double?, _ upper: Double?) -> String {
  let bounds = [lower.map { "from \($0)" }, upper.map { "to \($0)" }].compactMap(\.self)
  return ([units.map { "units \"\($0)\"" } ?? "no units"] + bounds).joined(separator: " ")
}
