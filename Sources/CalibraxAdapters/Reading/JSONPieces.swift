import CalibraxJSON
import CalibraxReading

/// Cuts a long JSON text into the values at one depth while it is read, so that no more than one of them is in memory.
struct JSONPieces {
  /// How many containers stand around the values that are cut out; a shorter way to a value that is no container ends
  /// before.
  private let depth: Int
  private var path: [String] = []
  private var piece: [UInt8] = []
  private var text: [UInt8] = []
  private var level = 0
  private var isInString = false
  private var isEscaped = false
  /// Whether each container around is an object.
  private var objects: [Bool] = []
  private var hasBegun = false
  /// Whether the outermost value has ended.
  private(set) var isComplete = false

  init(depth: Int) {
    self.depth = depth
  }

  /// Takes the next bytes of the text; what stands before its first brace or behind its last one is passed over.
  ///
  /// - Parameter body: Is given the keys that lead to a value, an empty one for a place in an array, and the value's
  ///   bytes.
  mutating func take(
    _ bytes: [UInt8], _ body: ([String], [UInt8]) throws(AdapterError) -> Void
  ) throws(AdapterError) {
    var place = 0
    while place < bytes.count, !isComplete {
      if level > depth {
        place = try inside(bytes, from: place, body)
      } else {
        try take(bytes[place], body)
        place += 1
      }
    }
  }

  private mutating func take(
    _ byte: UInt8, _ body: ([String], [UInt8]) throws(AdapterError) -> Void
  ) throws(AdapterError) {
    if isInString { return string(byte) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      if !hasBegun, byte != UInt8(ascii: "{") { return }
      hasBegun = true
      level += 1
      if level > depth {
        piece = [byte]
      } else {
        objects.append(byte == UInt8(ascii: "{"))
        path.append("")
      }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard hasBegun else { return }
      try end(body)
      level -= 1
      objects.removeLast()
      path.removeLast()
      isComplete = level == 0
    case UInt8(ascii: ","): try end(body)
    case UInt8(ascii: ":") where objects.last == true && !text.isEmpty:
      path[path.count - 1] = key
      text = []
    case UInt8(ascii: "\""):
      isInString = hasBegun
      if hasBegun { text = [byte] }
    default: if hasBegun && !isSpace(byte) { text.append(byte) }
    }
  }

  /// Ends a value that is no container.
  private mutating func end(_ body: ([String], [UInt8]) throws(AdapterError) -> Void) throws(AdapterError) {
    if !text.isEmpty { try body(path, text) }
    text = []
  }

  private mutating func string(_ byte: UInt8) {
    text.append(byte)
    endString(byte)
  }

  /// Takes in a byte of a string, which may end it.
  private mutating func endString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else {
      isInString = byte != UInt8(ascii: "\"")
    }
  }

  /// Takes in a container that is cut out, as far as the bytes go.
  ///
  /// - Returns: The place behind what was taken.
  private mutating func inside(
    _ bytes: [UInt8], from start: Int, _ body: ([String], [UInt8]) throws(AdapterError) -> Void
  ) throws(AdapterError) -> Int {
    var place = start
    while place < bytes.count, level > depth {
      let byte = bytes[place]
      place += 1
      if isInString {
        endString(byte)
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        level += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        level -= 1
      }
    }
    piece += bytes[start..<place]
    if level > depth { return place }
    isComplete = level == 0
    try body(path, piece)
    piece = []
    return place
  }

  private var key: String {
    (try? JSONDocument.parse(text, of: "").string) ?? String(decoding: text, as: UTF8.self)
  }
}
