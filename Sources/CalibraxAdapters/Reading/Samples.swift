import CalibraxJSON

extension Conversion {
  /// The samples of an array. Where an element is no number there are none, and that is told of: a median of the others
  /// would be one of something else.
  mutating func samples(_ json: JSON?, at place: String) -> [Double] {
    guard let json, json != .null else { return [] }
    if let numbers = json.numbers { return numbers }
    if let index = json.elements?.firstIndex(where: { $0.number == nil }) {
      skip("\(place)[\(index)]", "it is no number, so none of the samples beside it counts")
    } else {
      skip(place, "it is no list of samples")
    }
    return []
  }
}
