import CalibraxJSON

extension OrderedMap<JSON> {
  /// These members with what others say over them: objects member by member, anything else as a whole.
  func merged(with other: OrderedMap<JSON>) -> OrderedMap<JSON> {
    var result = self
    for member in other {
      if case .object(let mine)? = result[member.key], case .object(let others) = member.value {
        result[member.key] = .object(mine.merged(with: others))
      } else {
        result[member.key] = member.value
      }
    }
    return result
  }
}
