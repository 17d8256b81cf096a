public import CalibraxYAML

extension YAMLNode {
  /// The node with what another one says over it: mappings member by member, anything else as a whole.
  public func merged(with other: YAMLNode) -> YAMLNode {
    guard case .mapping(var entries) = content, case .mapping(let others) = other.content else { return other }
    for entry in others {
      if let index = entries.firstIndex(where: { $0.key.scalar == entry.key.scalar }) {
        entries[index].value = entries[index].value.merged(with: entry.value)
      } else {
        entries.append(entry)
      }
    }
    var node = self
    node.content = .mapping(entries)
    return node
  }

  /// What a benchmark says of one of its tabs: all that it says, with what stands under the tab over it.
  ///
  /// - Parameter name: The tab; empty for the benchmark itself, where it has none.
  public func tab(_ name: String) -> YAMLNode {
    guard !name.isEmpty, let own = self["tabs"]?[name] else { return self }
    return without("tabs").merged(with: own)
  }

  /// The mapping without a key.
  public func without(_ key: String) -> YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    var node = self
    node.content = .mapping(entries.filter { $0.key.scalar != key })
    return node
  }
}
