import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

/// Foundation's reader as a second opinion on random texts.
///
/// It differs on purpose in these places, and in these only:
/// - it has no `NaN`, `Infinity` and `-Infinity`, and refuses numbers beyond the largest double;
/// - it allows a comma before the end of a container;
/// - it guesses UTF-16 and UTF-32, and skips a byte order mark;
/// - it allows 512 levels, not 128.
@Suite("Agreement with Foundation")
struct DifferentialTests {
  private enum Difference: String {
    case beyondDouble, trailingComma, otherEncoding, depth
  }

  private func foundation(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  /// Compares both readers on a text.
  ///
  /// - Returns: Whether both accept it, or the known difference there is.
  private func compare(_ bytes: [UInt8]) -> (areBoth: Bool, difference: Difference?) {
    let theirs = foundation(bytes)
    do throws(JSONSyntaxError) {
      let ours = try JSON(parsing: bytes)
      if let theirs {
        if !isSame(ours, theirs) { record("reads differently", bytes) }
        return (true, nil)
      }
      if holdsNotFinite(ours) { return (false, .beyondDouble) }
      record("only Foundation refuses", bytes)
    } catch {
      if !(0...bytes.count).contains(error.offset) { record("has its error outside", bytes) }
      guard theirs != nil else { return (false, nil) }
      if error.kind == .depth { return (false, .depth) }
      if isTrailingComma(before: error.offset, in: bytes) { return (false, .trailingComma) }
      if isOtherEncoding(bytes) { return (false, .otherEncoding) }
      record("only Foundation accepts", bytes)
    }
    return (false, nil)
  }

  private func record(_ finding: String, _ bytes: [UInt8]) {
    Issue.record("\(finding): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
  }

  private func isSame(_ ours: JSON, _ theirs: Any) -> Bool {
    switch ours {
    case .null: return theirs is NSNull
    case .bool(let value): return isBoolean(theirs) && theirs as? Bool == value
    case .number(let number):
      guard !isBoolean(theirs), let theirs = theirs as? NSNumber else { return false }
      // A decimal number is exact, but converts to a double with an error.
      return Double(theirs.stringValue) == number.double
    case .string(let text): return (theirs as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
    case .array(let elements):
      guard let theirs = theirs as? [Any], theirs.count == elements.count else { return false }
      return zip(elements, theirs).allSatisfy { isSame($0, $1) }
    case .object(let members):
      guard let theirs = theirs as? [String: Any], theirs.count == members.count else { return false }
      return members.allSatisfy { member in theirs[member.key].map { isSame(member.value, $0) } ?? false }
    }
  }

  private func isBoolean(_ value: Any) -> Bool {
    (value as? NSNumber).map { $0 === NSNumber(value: true) || $0 === NSNumber(value: false) } ?? false
  }

  private func holdsNotFinite(_ json: JSON) -> Bool {
    switch json {
    case .number(let number): !number.double.isFinite
    case .array(let elements): elements.contains(where: holdsNotFinite)
    case .object(let members): members.contains { holdsNotFinite($0.value) }
    default: false
    }
  }

  private func isTrailingComma(before offset: Int, in bytes: [UInt8]) -> Bool {
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "]") || bytes[offset] == UInt8(ascii: "}") else {
      return false
    }
    return bytes[..<offset].last { !Array(" \n\r\t".utf8).contains($0) } == UInt8(ascii: ",")
  }

  private func isOtherEncoding(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFE, 0xFF], [0xFF, 0xFE]]
    return bytes.prefix(4).contains(0) || marks.contains { bytes.starts(with: $0) }
  }

  @Test("Both read the same from texts that follow the grammar", arguments: [UInt64(1), 2])
  func validTexts(seed: UInt64) {
    var texts = RandomText(seed: seed)
    for _ in 0..<2_000 {
      let bytes = Array(texts.next().utf8)
      let (areBoth, difference) = compare(bytes)
      if !areBoth {
        Issue.record("refused (\(difference?.rawValue ?? "by both")): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test("Both judge texts with bytes changed alike", arguments: [UInt64(1), 2])
  func changedTexts(seed: UInt64) {
    var texts = RandomText(seed: seed + 1000)
    var mutation = Mutation(seed: seed)
    var accepted = 0
    var refused = 0
    for _ in 0..<2_500 {
      let text = Array(texts.next().utf8)
      for _ in 0..<6 {
        let (areBoth, difference) = compare(mutation.changed(text))
        if areBoth { accepted += 1 } else if difference == nil { refused += 1 }
      }
    }
    // Both verdicts must have been put to the test.
    #expect(accepted > 1_000)
    #expect(refused > 5_000)
  }

  @Test("Of repeated keys both keep the last", arguments: [#"{"a":1,"a":2}"#, #"{"a":1,"b":3,"\u0061":[2]}"#])
  func repeatedKeys(text: String) {
    let (areBoth, _) = compare(Array(text.utf8))
    #expect(areBoth)
  }

  @Test(
    "What only we accept",
    arguments: ["NaN", "[Infinity]", #"{"a":-Infinity}"#, "1e400", "[-1e309]", "1.7976931348623159e308"])
  func acceptedByUs(text: String) {
    #expect(compare(Array(text.utf8)).difference == .beyondDouble)
  }

  @Test("What only Foundation accepts")
  func acceptedByFoundation() {
    #expect(compare(Array("[1,]".utf8)).difference == .trailingComma)
    #expect(compare(Array("{\"a\":1, }".utf8)).difference == .trailingComma)
    #expect(compare(Array("\u{FEFF}[1]".utf8)).difference == .otherEncoding)
    #expect(compare([0x31, 0x00]).difference == .otherEncoding)
    #expect(compare([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00]).difference == .otherEncoding)
    let nested = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
    #expect(compare(Array(nested.utf8)).difference == .depth)
  }
}

/// Changes a few bytes of a text.
private struct Mutation {
  private static let bytes =
    Array("{}[],:\"\\ \n\t0123456789+-.eEtrufalsn/abdDcu'".utf8) + [
      0x01, 0x1F, 0x7F, 0x80, 0xBF, 0xC3, 0xE2, 0xED, 0xF0,
    ]

  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  mutating func changed(_ text: [UInt8]) -> [UInt8] {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      guard !text.isEmpty else { return text }
      let offset = Int.random(in: 0..<text.count, using: &generator)
      let byte = Self.bytes[Int.random(in: 0..<Self.bytes.count, using: &generator)]
      switch Int.random(in: 0..<6, using: &generator) {
      case 0, 1: text[offset] = byte
      case 2: text.insert(byte, at: offset)
      case 3: text.remove(at: offset)
      case 4: text.swapAt(offset, Int.random(in: 0..<text.count, using: &generator))
      default: text.insert(contentsOf: text[offset..<min(offset + 6, text.count)], at: offset)
      }
    }
    return text
  }
}
