/// The names of the files of segments.
enum SegmentName {
  /// The largest number of a segment, which has as many digits as all.
  static let largest = 99_999_999

  static func log(_ number: Int) -> String { padded(number) + ".log" }
  static func block(_ number: Int) -> String { padded(number) + ".block" }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }

  /// The number of the segment whose file has a name with that ending.
  static func number(_ file: String, _ ending: String) -> Int? {
    guard file.hasSuffix(ending) else { return nil }
    return Int(file.dropLast(ending.count)).flatMap { (1...largest).contains($0) ? $0 : nil }
  }
}
