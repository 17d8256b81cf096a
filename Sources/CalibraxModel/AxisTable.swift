/// The axes of one execution: a group has one x-axis, and a named scale, within its group, one y-axis.
public struct AxisTable: Sendable {
  private struct ScaleName: Hashable {
    var group: String?
    var scale: String
  }

  private var groups: [String: (key: String, group: MetricGroup)] = [:]
  private var scales: [ScaleName: (key: String, scale: MetricScale)] = [:]

  /// No axes.
  public init() {}

  /// What a metric's definition contradicts; `nil` when it fits.
  public func conflict(of key: String, _ definition: SeriesDefinition) -> DefinitionConflict? {
    if let group = definition.group, let before = groups[group.name], before.group != group {
      return DefinitionConflict(
        .group,
        "the group \"\(group.name)\" of \"\(key)\" has \(group.described); in \"\(before.key)\" it has \(before.group.described)"
      )
    }
    if let name = Self.name(definition), let scale = definition.scale, let before = scales[name], before.scale != scale
    {
      return DefinitionConflict(
        .scale,
        "the scale \"\(name.scale)\" of \"\(key)\" has \(scale.described); in \"\(before.key)\" it has \(before.scale.described)"
      )
    }
    return nil
  }

  /// Takes in the axes of a metric; those that were there stay as they are.
  public mutating func take(_ key: String, _ definition: SeriesDefinition) {
    if let group = definition.group, groups[group.name] == nil { groups[group.name] = (key, group) }
    if let name = Self.name(definition), let scale = definition.scale, scales[name] == nil {
      scales[name] = (key, scale)
    }
  }

  private static func name(_ definition: SeriesDefinition) -> ScaleName? {
    definition.scale?.name.map { ScaleName(group: definition.group?.name, scale: $0) }
  }
}
