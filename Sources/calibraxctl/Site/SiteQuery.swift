/// What stands behind the question mark of an address: names with values in their order, decoded.
struct SiteQuery {
  let pairs: [(name: String, value: String)]

  init(_ pairs: [(name: String, value: String)] = []) {
    self.pairs = pairs
  }

  /// The first value of a name; `nil` where it has none, or an empty one.
  subscript(name: String) -> String? { all(name).first }

  /// The values of a name that may be repeated, without empty ones.
  func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }
}
