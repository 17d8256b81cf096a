import CalibraxJSON

/// JSON that begins with what it is.
enum VersionedJSON {
  /// The text of an object with members before its own.
  static func bytes(of record: any JSONWritable, behind members: [(key: String, value: String)]) -> [UInt8] {
    var writer = JSONWriter()
    var first = true
    writer.raw("{")
    for member in members {
      writer.key(member.key, first: &first)
      writer.string(member.value)
    }
    let own = JSONWriter.bytes(of: record)
    let isEmpty = own == Array("{}".utf8)
    return writer.bytes + (isEmpty ? [] : Array(",".utf8)) + own.dropFirst()
  }
}
