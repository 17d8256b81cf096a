/// Names as collectors of metrics have them.
enum MetricName {
  /// A metric's name: letters, digits, `_` and `:`, no digit first.
  static func metric(_ text: String) -> String { sanitized(text) { isLetterOrDigit($0) || $0 == ":" } }

  /// A label's name: letters, digits and `_`, no digit first. Those that begin with `__` belong to the collector.
  static func label(_ text: String) -> String {
    let name = sanitized(text, isLetterOrDigit)
    return name.hasPrefix("__") ? "label" + name : name
  }

  private static func sanitized(_ text: String, _ isAllowed: (Unicode.Scalar) -> Bool) -> String {
    let name = String(String.UnicodeScalarView(text.unicodeScalars.map { isAllowed($0) ? $0 : "_" }))
    let beginsBadly = name.utf8.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
    return beginsBadly ? "_" + name : name
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  /// The name, with the first number behind it that makes it one of its own where it is taken.
  static func unused(_ name: String, _ isTaken: (String) -> Bool) -> String {
    guard isTaken(name) else { return name }
    // Two underscores at the beginning would make it the collector's.
    let stem = name.hasSuffix("_") ? name : name + "_"
    var number = 2
    while isTaken("\(stem)\(number)") { number += 1 }
    return "\(stem)\(number)"
  }
}
