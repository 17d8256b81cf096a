import CalibraxJSON

extension RunTable {
  /// Of each environment in the table, by number, whether it is the same as another but for members that do not matter.
  func areSame(as environment: OrderedMap<JSON>, ignored: Set<String>) -> [Bool] {
    let wanted = fingerprint(environment, ignored)
    return environments.values.map { fingerprint(parsed($0), ignored) == wanted }
  }

  /// The environment of a row.
  func environment(of row: RunRow) -> OrderedMap<JSON> { parsed(environments[row.environment]) }

  private func parsed(_ text: String) -> OrderedMap<JSON> {
    var parser = JSONParser()
    return (try? parser.decode(OrderedMap<JSON>.self, from: Array(text.utf8))) ?? [:]
  }
}

/// What tells environments apart, however they are spelled.
func fingerprint(_ environment: OrderedMap<JSON>, _ ignored: Set<String>) -> String {
  var rest = environment
  for name in ignored { rest[name] = nil }
  return String(decoding: JSONWriter.bytes(of: JSON.object(rest).canonical), as: UTF8.self)
}

extension JSON {
  /// The same with members in alphabetical order and none that is null, and numbers as doubles.
  fileprivate var canonical: JSON {
    if let members {
      var sorted = OrderedMap<JSON>()
      for member in members.members.sorted(by: { $0.key < $1.key }) where member.value != .null {
        sorted[member.key] = member.value.canonical
      }
      return .object(sorted)
    }
    if let elements { return .array(elements.map(\.canonical)) }
    return double.map { .number(JSONNumber($0)) } ?? self
  }
}
