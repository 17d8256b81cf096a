/// The members of a record laid out for reading and writing, which touch as few objects as they can.
final class FieldTable: Sendable {
  let members: [RecordMember]
  /// Their names as UTF-8, one after another.
  private let names: [UInt8]
  /// Where each name ends.
  private let nameEnds: [Int]
  /// What stands before their values, one after another: a comma, the name in quotes and a colon.
  private let keys: [UInt8]
  /// Where each of those ends.
  private let keyEnds: [Int]
  /// The members that are always written, a bit each.
  private let written: UInt64
  /// What reads and writes each of them.
  private let accesses: [Access]
  /// The members that must be given, a bit each.
  private let required: UInt64

  private struct Access {
    let read: RecordMember.Reader
    let write: RecordMember.Writer
  }

  init(_ members: [RecordMember]) {
    self.members = members
    (names, nameEnds) = Self.joined(members.map { Array($0.name.utf8) })
    (keys, keyEnds) = Self.joined(
      members.map { member in
        var writer = JSONWriter()
        var first = false
        writer.key(member.name, first: &first)
        return writer.bytes
      })
    accesses = members.map { Access(read: $0.read, write: $0.write) }
    required = Self.bits(members.map(\.isRequired))
    written = Self.bits(members.map(\.isWritten))
  }

  private static func joined(_ texts: [[UInt8]]) -> (bytes: [UInt8], ends: [Int]) {
    (texts.flatMap(\.self), texts.reduce(into: []) { ends, text in ends.append((ends.last ?? 0) + text.count) })
  }

  private static func bits(_ flags: [Bool]) -> UInt64 {
    flags.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt64($1.offset) : $0 }
  }

  /// Fills the record at an address from an object; of repeated keys the last counts.
  func read(
    _ json: borrowing JSONView, into owner: UnsafeMutableRawPointer,
    unknown: (String, borrowing JSONView) throws(JSONError) -> Void
  ) throws(JSONError) {
    guard json.kind == .object else { throw .expected("an object", found: json) }
    var seen: UInt64 = 0
    var expected = 0
    var child = json.index + 1
    while child < json.token.next {
      let value = json.at(child + 1)
      let found = position(of: json.at(child), from: expected)
      let key = child
      child = Int(value.token.next)
      guard let index = found else {
        try unknown(json.at(key).string, value)
        continue
      }
      expected = index + 1
      if value.kind == .null && !members[index].takesNull {
        let member = members[index]
        guard !member.isRequired else { throw JSONError("expected a value, found null").under(member.name) }
        member.reset(owner)
      } else {
        seen |= 1 << UInt64(index)
        do throws(JSONError) { try accesses[index].read(owner, value) } catch { throw error.under(members[index].name) }
      }
    }
    if seen & required != required, let index = members.indices.first(where: { (required & ~seen) >> $0 & 1 == 1 }) {
      let member = members[index]
      throw JSONError("is missing", hint: member.documentation).under(member.name)
    }
  }

  /// Members mostly come in the declared order, so the search begins where the last one ended.
  @inline(__always)
  private func position(of key: borrowing JSONView, from start: Int) -> Int? {
    for index in start..<Swift.max(start, nameEnds.count) where isName(index, key) { return index }
    for index in 0..<Swift.min(start, nameEnds.count) where isName(index, key) { return index }
    return nil
  }

  @inline(__always)
  private func isName(_ index: Int, _ key: borrowing JSONView) -> Bool {
    names.withUnsafeBytes { names in
      key.isString(UnsafeRawBufferPointer(rebasing: names[(index == 0 ? 0 : nameEnds[index - 1])..<nameEnds[index]]))
    }
  }

  /// Writes the members of the record at an address, the absent ones left out.
  func write(_ owner: UnsafeRawPointer, to writer: inout JSONWriter, first: inout Bool) {
    for index in accesses.indices where written >> UInt64(index) & 1 == 1 || !members[index].isAbsent(owner) {
      let start = index == 0 ? 0 : keyEnds[index - 1]
      keys.withUnsafeBytes { keys in
        writer.append(UnsafeRawBufferPointer(rebasing: keys[(first ? start + 1 : start)..<keyEnds[index]]))
      }
      first = false
      accesses[index].write(owner, &writer)
    }
  }
}
