public import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The value of a metric in a row.
public enum CellValue: Hashable, Sendable {
  /// There is none.
  case missing
  /// A number; moments are seconds since 1970, UTC.
  case number(Double)
  /// A text, `true` and `false` among them.
  case text(String)
}

extension CellValue {
  /// Reads a text; `nil` when it is none of the type.
  ///
  /// - Parameter asDate: Whether 8 or 14 digits are a date and not seconds since 1970.
  init?(_ text: String, as type: MetricType, asDate: Bool = false) {
    let word = text.trimmed
    switch type {
    case .str: self = .text(text)
    case .bool:
      guard let isTrue = Self.truth(word) else { return nil }
      self = .text(isTrue ? "true" : "false")
    case .ts, .date:
      guard let moment = Timestamp(written: word, asDate: asDate) else { return nil }
      self = .number(Double(moment.microseconds) / 1e6)
    case .float:
      guard let number = Double(plain: word), number.isFinite else { return nil }
      self = .number(number)
    case .int:
      guard let number = Double(plain: word), number.isFinite, number == number.rounded() else { return nil }
      self = .number(number)
    }
  }

  private static func truth(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "true", "yes", "on", "1", "y", "t": true
    case "false", "no", "off", "0", "n", "f": false
    default: nil
    }
  }

  /// What stands where a value is missing that no plot needs.
  static func filler(of type: MetricType) -> CellValue {
    switch type {
    case .str: .text("")
    case .int, .ts: .number(-1)
    case .float: .number(0)
    case .date: .text("-")
    case .bool: .missing
    }
  }

  /// The number.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// The text of a tag: numbers as short as they can be, moments as ISO 8601, nothing where there is no value.
  public func tag(of type: MetricType) -> String? {
    switch self {
    case .missing: nil
    case .text(let text): text
    case .number(let number): Self.text(of: number, type)
    }
  }

  /// The text of a value; empty where there is none.
  public func text(of type: MetricType) -> String { tag(of: type) ?? "" }

  /// The seconds of the years that have four digits.
  static let moments = -62_135_596_800.0..<253_402_300_800

  private static func text(of number: Double, _ type: MetricType) -> String {
    if type == .ts || type == .date, moments.contains(number) {
      return Timestamp(microseconds: Int64((number * 1e6).rounded())).text
    }
    if let whole = Int(exactly: number) { return String(whole) }
    return JSONNumber(number).text
  }

  /// The value as JSON.
  public var json: JSON {
    switch self {
    case .missing: .null
    case .number(let number): Int(exactly: number).map { .number(JSONNumber($0)) } ?? .number(JSONNumber(number))
    case .text(let text): .string(text)
    }
  }
}

extension String {
  /// Whether nothing is said: no character but white space, or a word for nothing.
  var saysNothing: Bool {
    // Most values begin with neither space nor the letter of such a word.
    guard let first = utf8.first, first > 0x20, first < 0x80, first | 0x20 != UInt8(ascii: "n") else {
      return isEmpty || utf8.count <= 64 && ["", "none", "null", "nan"].contains(trimmed.lowercased())
    }
    return false
  }
}
