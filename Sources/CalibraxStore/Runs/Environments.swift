import CalibraxJSON

extension RunTable {
  /// Of each environment in the table, by number, whether it is the same as another but for members that do not matter.
  func areSame(as environment: OrderedMap<JSON>, ignored: Set<String>) -> [Bool] {
    let wanted = fingerprint(environment, ignored)
    return environments.values.map { fingerprint(parsed($0), ignored) == wanted }
  }

  /// The environment of a row.
  func environment(of row: RunRow) -> OrderedMap<JSON> { parsed(environments[row.environment]) }

  /// What tells environments apart: their members in alphabetical order.
  private func fingerprint(_ environment: OrderedMap<JSON>, _ ignored: Set<String>) -> String {
    let members = environment.members.filter { !ignored.contains($0.key) }.sorted { $0.key < $1.key }
    var sorted = OrderedMap<JSON>()
    for member in members { sorted[member.key] = member.value }
    return String(decoding: JSONWriter.bytes(of: sorted), as: UTF8.self)
  }

  private func parsed(_ text: String) -> OrderedMap<JSON> {
    var parser = JSONParser()
    return (try? parser.decode(OrderedMap<JSON>.self, from: Array(text.utf8))) ?? [:]
  }
}
