public import CalibraxModel

extension Timestamp {
  /// The moment that somebody has written as a text: Unix time, ISO 8601, or a date in digits or with the name of a month
  /// and perhaps a time: `2024/06/03`, `2024.01.01 3:00:00 +0100`, `June 1 2024 10am`, `20240601T1030`.
  ///
  /// Of two numbers that may both be the month the first is, unless the year comes before them. What names no zone is UTC.
  /// `nil` for anything else, also for a time without a day.
  ///
  /// - Parameter asDate: Whether 8 or 14 digits are a date, as in names of files, and not Unix time.
  public init?(written text: String, asDate: Bool = false) {
    let text = text.trimmed
    if asDate, let moment = Self.digits(text) {
      self = moment
    } else if let moment = Timestamp(lenient: text) ?? WrittenMoment(text)?.timestamp {
      self = moment
    } else {
      return nil
    }
  }

  /// `20240601` and `20240601103000`.
  fileprivate static func digits(_ text: String) -> Timestamp? {
    let digits = Array(text)
    guard [8, 12, 14].contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    let parts = [0..<4, 4..<6, 6..<8].map { String(digits[$0]) }.joined(separator: "-")
    let clock = stride(from: 8, to: digits.count, by: 2).map { String(digits[$0..<$0 + 2]) }.joined(separator: ":")
    return Timestamp(clock.isEmpty ? parts : "\(parts)T\(clock)")
  }
}

/// The words of a date as people write it.
private struct WrittenMoment {
  private var numbers: [String] = []
  private var month: Int?
  private var clock: String?
  private var zone = ""
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  init?(_ text: String) {
    guard text.utf8.count <= 64 else { return nil }
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" }) {
      guard take(word) else { return nil }
    }
  }

  /// The moment; `nil` where no day can be made of it.
  var timestamp: Timestamp? {
    guard let date else { return nil }
    return Timestamp(date + (clock.map { "T" + $0 } ?? "") + (clock == nil ? "" : zone))
  }

  private mutating func take(_ word: Substring) -> Bool {
    let lower = word.lowercased()
    if let index = lower.firstIndex(of: "t"), index != lower.startIndex,
      lower[..<index].allSatisfy({ $0.isNumber || "-/.".contains($0) })
    {
      return take(word[..<index]) && take(Substring(Self.withColons(lower[lower.index(after: index)...])))
    }
    if let month = Self.months.firstIndex(where: { lower.hasPrefix($0) }),
      lower.allSatisfy({ $0.isLetter || $0 == "." })
    {
      defer { self.month = month + 1 }
      return self.month == nil
    }
    if lower.allSatisfy({ $0.isLetter || $0 == "." }), Self.weekdays.contains(where: { lower.hasPrefix($0) }) {
      return true
    }
    if ["z", "utc", "gmt"].contains(lower) { return setZone("Z") }
    if lower == "am" || lower == "pm" { return halve(lower) }
    if lower.hasPrefix("+") || lower.hasPrefix("-") && clock != nil { return setZone(lower) }
    if lower.contains(":") || lower.hasSuffix("am") || lower.hasSuffix("pm") { return takeClock(lower) }
    let parts = lower.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
    for part in parts {
      if let name = Self.months.firstIndex(where: { part.hasPrefix($0) }), month == nil {
        month = name + 1
      } else if part.isEmpty && parts.last == part && lower.hasSuffix(".") {
        continue
      } else if part.count == 8 && parts.count == 1 && numbers.isEmpty {
        numbers += [String(part.prefix(4)), String(part.dropFirst(4).prefix(2)), String(part.suffix(2))]
      } else {
        var digits = String(part)
        for suffix in ["st", "nd", "rd", "th"] where digits.hasSuffix(suffix) { digits.removeLast(2) }
        guard (1...4).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
        numbers.append(digits)
      }
    }
    return numbers.count <= 3
  }

  /// `103000` as `10:30:00`.
  private static func withColons(_ text: Substring) -> String {
    let digits = text.prefix { $0.isNumber }
    guard !text.contains(":"), [4, 6].contains(digits.count) else { return String(text) }
    let pairs = stride(from: 0, to: digits.count, by: 2).map { digits.dropFirst($0).prefix(2) }
    return pairs.joined(separator: ":") + text.dropFirst(digits.count)
  }

  private mutating func setZone(_ text: String) -> Bool {
    defer { zone = text.uppercased() }
    return zone.isEmpty
  }

  private mutating func takeClock(_ text: String) -> Bool {
    guard clock == nil else { return false }
    var rest = text[...]
    var half = ""
    for suffix in ["am", "pm"] where rest.hasSuffix(suffix) {
      half = suffix
      rest.removeLast(2)
    }
    if let sign = rest.firstIndex(where: { $0 == "+" || $0 == "-" }) {
      guard setZone(String(rest[sign...])) else { return false }
      rest = rest[..<sign]
    } else if rest.hasSuffix("z") {
      guard setZone("z") else { return false }
      rest.removeLast()
    }
    var parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), parts[0].allSatisfy(\.isNumber), (1...2).contains(parts[0].count) else {
      return false
    }
    if parts.count == 1 { parts.append("00") }
    if parts[0].count == 1 { parts[0] = "0" + parts[0] }
    clock = parts.joined(separator: ":")
    return half.isEmpty || halve(half)
  }

  /// Before noon or after.
  private mutating func halve(_ half: String) -> Bool {
    if clock == nil, let hour = numbers.last, hour.count <= 2, numbers.count > 2 || month != nil && numbers.count > 2 {
      numbers.removeLast()
      clock = (hour.count == 1 ? "0" : "") + hour + ":00"
    }
    guard let clock, let hour = Int(clock.prefix(2)), (1...12).contains(hour) else { return false }
    let hours = hour % 12 + (half == "pm" ? 12 : 0)
    self.clock = (hours < 10 ? "0" : "") + String(hours) + clock.dropFirst(2)
    return true
  }

  private var date: String? {
    var numbers = numbers
    var month = month
    let year: String
    if month != nil {
      guard numbers.count == 2 else { return nil }
      year = numbers.remove(at: numbers[0].count > 2 ? 0 : 1)
    } else {
      guard numbers.count == 3 else { return nil }
      if numbers[0].count > 2 {
        year = numbers.removeFirst()
      } else {
        year = numbers.removeLast()
        if let first = Int(numbers[0]), first > 12 { numbers.swapAt(0, 1) }
      }
      month = Int(numbers.removeFirst())
    }
    guard let month, let day = Int(numbers[0]), var count = Int(year), year.count == 2 || year.count == 4 else {
      return nil
    }
    if year.count == 2 { count += count < 69 ? 2000 : 1900 }
    let pad = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    return "\(pad(count, 4))-\(pad(month, 2))-\(pad(day, 2))"
  }
}
