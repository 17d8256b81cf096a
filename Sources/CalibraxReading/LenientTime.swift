public import CalibraxModel

extension Timestamp {
  /// The moment that a tool writes as a text: Unix seconds or milliseconds, or ISO 8601, also with a space before the
  /// zone. `nil` for anything else.
  public init?(lenient text: String) {
    let text = text.trimmed
    if let number = Double(lenient: text) {
      self.init(unix: number)
    } else {
      self.init(Self.withoutSpaceBeforeZone(text))
    }
  }

  /// A moment in Unix time: seconds, or where they would be thousands of years from now, milliseconds and so on.
  public init?(unix number: Double) {
    guard number.isFinite, number >= 0 else { return nil }
    let seconds = number < 1e11 ? number : number < 1e14 ? number / 1e3 : number < 1e17 ? number / 1e6 : number / 1e9
    guard seconds < 1e11, let microseconds = Int64(exactly: (seconds * 1e6).rounded()) else { return nil }
    self.init(microseconds: microseconds)
  }

  private static func withoutSpaceBeforeZone(_ text: String) -> String {
    guard let space = text.lastIndex(of: " ") else { return text }
    let zone = text[text.index(after: space)...]
    if zone == "UTC" || zone == "GMT" || zone == "Z" { return String(text[..<space]) + "Z" }
    return zone.hasPrefix("+") || zone.hasPrefix("-") ? String(text[..<space] + zone) : text
  }
}
