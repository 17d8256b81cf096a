/// A moment, read from and written as ISO 8601.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Microseconds since 1970-01-01T00:00:00 UTC.
  public var microseconds: Int64
  /// Whether the text it was read from named a zone.
  public var hasZone = false

  /// A moment so many microseconds after the beginning of 1970, UTC.
  public init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// The earlier moment comes first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }
}

extension Timestamp {
  /// Reads `2026-03-01`, `2026-03-01T12:00:00`, `2026-03-01 12:00:00.123456+02:00` and the like. A text without a zone
  /// means UTC; digits beyond the microsecond are dropped. `nil` when it is no such text or no such day.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year)
    else { return nil }
    var seconds = Int64(Self.daysSince1970(year, month, day)) * 86_400
    var fraction: Int64 = 0
    var hasZone = false
    if !scanner.isAtEnd {
      guard scanner.take("T") || scanner.take("t") || scanner.take(" "), let hour = scanner.digits(2),
        scanner.take(":"), let minute = scanner.digits(2), hour < 24, minute < 60
      else { return nil }
      seconds += Int64(hour * 3_600 + minute * 60)
      if scanner.take(":") {
        guard let second = scanner.digits(2), second < 60 else { return nil }
        seconds += Int64(second)
        if scanner.take(".") || scanner.take(",") {
          guard let micros = scanner.fraction() else { return nil }
          fraction = micros
        }
      }
      if scanner.take("Z") || scanner.take("z") {
        hasZone = true
      } else if let sign: Int64 = scanner.take("+") ? 1 : scanner.take("-") ? -1 : nil {
        guard let hours = scanner.digits(2), hours < 24 else { return nil }
        let minutes = scanner.take(":") || !scanner.isAtEnd ? scanner.digits(2) : 0
        guard let minutes, minutes < 60 else { return nil }
        seconds -= sign * Int64(hours * 3_600 + minutes * 60)
        hasZone = true
      }
    }
    // The years that can be written with four digits, in UTC, as Python has them.
    guard scanner.isAtEnd, (-62_135_596_800..<253_402_300_800).contains(seconds) else { return nil }
    microseconds = seconds * 1_000_000 + fraction
    self.hasZone = hasZone
  }

  /// The moment in UTC without a zone, as Python writes it: `2026-03-01T12:00:00`, with microseconds unless they are 0.
  public var text: String {
    let (seconds, fraction) = microseconds.flooredQuotient(by: 1_000_000)
    let (days, second) = seconds.flooredQuotient(by: 86_400)
    let (year, month, day) = Self.date(daysSince1970: Int(days))
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }.joined(separator: ":")
    let date = [Self.padded(Int64(year), 4), Self.padded(Int64(month), 2), Self.padded(Int64(day), 2)]
    return date.joined(separator: "-") + "T" + clock + (fraction == 0 ? "" : "." + Self.padded(fraction, 6))
  }

  private static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Days in the proleptic Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = year.flooredQuotient(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let (era, day) = (days + 719_468).flooredQuotient(by: 146_097)
    let yearOfEra = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }
}

extension SignedInteger {
  fileprivate func flooredQuotient(by divisor: Self) -> (quotient: Self, remainder: Self) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

/// Reads fixed-width digits and separators from the front of a text.
private struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ separator: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == separator.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The digits behind a decimal point, in millionths.
  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let digit = digit() {
      if count < 6 { value = value * 10 + Int64(digit) }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 6)..<6 { value *= 10 }
    return value
  }

  private mutating func digit() -> Int? {
    guard let byte = rest.first, byte &- 48 < 10 else { return nil }
    rest = rest.dropFirst()
    return Int(byte - 48)
  }
}
