public import CalibraxJSON

extension JSON {
  /// A value as a tag: the text of a string or number, the JSON of anything else.
  public var tag: String {
    switch self {
    case .string(let text): text
    case .number(let number): number.text
    default: String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
    }
  }
}
