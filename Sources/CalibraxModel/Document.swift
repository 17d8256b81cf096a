public import CalibraxJSON

/// A record that people and other programs also write: members it does not know are kept and come back.
public protocol Document: Record {
  /// The members that no field names, as they were given.
  var unknownMembers: OrderedMap<JSON> { get set }
}

extension Document {
  /// Unknown members are allowed.
  public static var isOpen: Bool { true }

  /// Keeps the member.
  public mutating func readUnknown(_ name: String, _ value: borrowing JSONView) throws(JSONError) {
    unknownMembers[name] = JSON(value)
  }

  /// Writes the members that were kept.
  public func writeUnknown(to writer: inout JSONWriter, first: inout Bool) {
    for member in unknownMembers {
      writer.key(member.key, first: &first)
      member.value.write(to: &writer)
    }
  }
}
