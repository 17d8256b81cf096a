public import CalibraxModel
import CalibraxReading

/// A unit as tools write it, in SI base units: `ms/iter` is a thousandth of a second.
public struct Unit: Equatable, Sendable {
  /// `s`, `B`, `1/s`, `B/s`, `count`, or what was written where that is none of them.
  public let name: String
  /// What a value in the written unit is multiplied with.
  public let factor: Double
  /// Which way values of the unit improve, as far as that is known.
  public let direction: Direction

  /// The unit that a text means.
  public init(_ written: String) {
    let text = written.trimmed
    if let time = Self.time(Self.withoutCall(text)) {
      self.init(name: "s", time, .lower)
    } else if let size = Self.size(Self.withoutCall(text)) {
      self.init(name: "B", size, .lower)
    } else if let rate = Self.rate(text) {
      self = rate
    } else if ["#", "count", "counts", "allocs"].contains(Self.withoutCall(text).lowercased()) {
      self.init(name: "count", 1, .lower)
    } else {
      self.init(name: text, 1, .info)
    }
  }

  private init(name: String, _ factor: Double, _ direction: Direction) {
    self.name = name
    self.factor = factor
    self.direction = direction
  }

  /// What is measured of one call is measured all the same: `ns/op` is a time.
  private static func withoutCall(_ text: String) -> String {
    guard let slash = text.lastIndex(of: "/") else { return text }
    let calls = ["op", "ops", "iter", "iteration", "call", "invocation"]
    return calls.contains(text[text.index(after: slash)...].trimmed.lowercased())
      ? String(text[..<slash]).trimmed : text
  }

  private static func time(_ text: String) -> Double? {
    switch text {
    case "s", "S": return 1
    case "min": return 60
    case "h": return 3_600
    default: break
    }
    switch text.lowercased() {
    case "ps", "picosecond", "picoseconds": return 1e-12
    case "ns", "nsec", "nanosecond", "nanoseconds": return 1e-9
    // The micro sign and the Greek letter.
    case "us", "\u{B5}s", "\u{3BC}s", "usec", "microsecond", "microseconds": return 1e-6
    case "ms", "msec", "millisecond", "milliseconds": return 1e-3
    case "sec", "secs", "second", "seconds": return 1
    case "minute", "minutes": return 60
    case "hour", "hours": return 3_600
    default: return nil
    }
  }

  private static func size(_ text: String) -> Double? {
    switch text {
    case "B", "byte", "bytes", "Byte", "Bytes": 1
    case "kB", "KB": 1e3
    case "MB": 1e6
    case "GB": 1e9
    case "TB": 1e12
    case "KiB", "kiB": 1_024
    case "MiB": 1_048_576
    case "GiB": 1_073_741_824
    case "TiB": 1_099_511_627_776
    default: nil
    }
  }

  /// Something for each unit of time: `ops/ms`, `MB/s`, `req/sec`, `1/s`.
  private static func rate(_ text: String) -> Unit? {
    guard let slash = text.lastIndex(of: "/"), let time = time(String(text[text.index(after: slash)...]).trimmed)
    else { return nil }
    let counted = String(text[..<slash]).trimmed
    if let size = size(counted) { return Unit(name: "B/s", size / time, .higher) }
    let calls = ["", "1", "#", "op", "ops", "iter", "iters", "iteration", "iterations", "item", "items"]
    return Unit(name: calls.contains(counted.lowercased()) ? "1/s" : counted + "/s", 1 / time, .higher)
  }
}
