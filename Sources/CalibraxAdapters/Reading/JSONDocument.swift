import CalibraxJSON
import CalibraxReading

/// JSON as tools write it.
enum JSONDocument {
  /// Reads a whole file.
  ///
  /// - Throws: ``AdapterError`` when it is not JSON, even with the words for numbers that C and Windows print.
  static func read(_ file: inout SourceFile) throws(AdapterError) -> JSON {
    try parse(try file.rest(), of: file.name)
  }

  /// Reads a text.
  ///
  /// - Parameter place: Where in the file it stands.
  static func parse(_ bytes: [UInt8], of file: String, at place: String = "") throws(AdapterError) -> JSON {
    do throws(JSONSyntaxError) {
      return try JSON(parsing: bytes)
    } catch {
      if let json = try? JSON(parsing: withWordsForNumbers(bytes)) { return json }
      throw AdapterError(
        file, place, "not JSON: \(error)",
        hint: error.offset >= bytes.count ? "It ends in its middle: was the program that wrote it stopped?" : nil)
    }
  }

  /// The same text with `NaN` and `Infinity` for `nan`, `-nan(ind)`, `inf` and the like, outside strings.
  private static func withWordsForNumbers(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        var end = place + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") { end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1 }
        end = min(end, bytes.count - 1)
        result += bytes[place...end]
        place = end + 1
        continue
      }
      let end = bytes[place...].firstIndex { isSpace($0) || "{}[],:\"".utf8.contains($0) } ?? bytes.count
      if end == place {
        result.append(byte)
        place += 1
        continue
      }
      let word = String(decoding: bytes[place..<end], as: UTF8.self)
      let number = Double.word(word)
      result += number.map { Array(JSONNumber($0).text.utf8) } ?? Array(word.utf8)
      place = end
    }
    return result
  }
}

extension JSON {
  /// A number, also one that is written as a string: `"NaN"`, `"-INF"`, `"1,234.5"`.
  var number: Double? {
    switch self {
    case .number(let number): number.double
    case .string(let text): Double(lenient: text)
    default: nil
    }
  }

  /// The numbers of an array; `nil` when an element is none.
  var numbers: [Double]? {
    guard let elements else { return nil }
    let numbers = elements.compactMap(\.number)
    return numbers.count == elements.count ? numbers : nil
  }

  /// The members of an object as tags.
  var tags: OrderedMap<String> { members?.mapValues { $0.tag } ?? [:] }
}
