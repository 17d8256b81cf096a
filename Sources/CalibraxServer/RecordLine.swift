import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// The request to record points of a series, in the spelling that programs use: read in one pass, for it comes more often
/// than all others together. A line in any other spelling is left to the parser; what it means is the same.
struct RecordLine {
  /// Room for more points than this is given back.
  private static let kept = 65_536

  var id = 0
  var series = 0
  /// The points of the line that was read last.
  private(set) var points: [Sample] = []

  /// Reads a line; `false` when it is anything else.
  mutating func read(_ line: Span<UInt8>) -> Bool {
    var cursor = JSONCursor(line)
    guard cursor.skip("{\"jsonrpc\":"), cursor.skipSpaced("\"2.0\","), cursor.skipSpaced("\"id\":") else {
      return false
    }
    _ = cursor.skip(" ")
    guard let id = cursor.integer(), cursor.skip(","), cursor.skipSpaced("\"method\":"),
      cursor.skipSpaced("\"record\","), cursor.skipSpaced("\"params\":"), cursor.skipSpaced("{\"series\":")
    else { return false }
    _ = cursor.skip(" ")
    guard let series = cursor.integer(), cursor.skip(","), cursor.skipSpaced("\"points\":"), cursor.skipSpaced("[")
    else { return false }
    points.removeAll(keepingCapacity: points.capacity <= Self.kept)
    repeat {
      guard cursor.skipSpaced("["), let at = cursor.double(), cursor.skip(",") else { return false }
      _ = cursor.skip(" ")
      guard let value = cursor.double(), cursor.skip("]") else { return false }
      points.append(Sample(at: at, value: value))
    } while cursor.skip(",")
    guard cursor.skip("]}}"), cursor.isAtEnd else { return false }
    self.id = id
    self.series = series
    return true
  }
}

extension JSONCursor {
  /// Passes over a text with or without a space before it.
  @inline(__always)
  @_lifetime(self: copy self)
  fileprivate mutating func skipSpaced(_ text: StaticString) -> Bool {
    if skip(text) { return true }
    return skip(" ") && skip(text)
  }
}
