/// The names of files that are numbered, as `00000001.log`.
enum NumberedFile {
  /// The largest number, which has as many digits as all.
  static let largest = 99_999_999

  static func log(_ number: Int) -> String { name(number, ".log") }
  static func block(_ number: Int) -> String { name(number, ".block") }
  static func snapshot(_ number: Int) -> String { name(number, ".snapshot") }

  private static func name(_ number: Int, _ ending: String) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ending
  }

  /// The number of the file that has a name with that ending.
  static func number(_ file: String, _ ending: String) -> Int? {
    guard file.hasSuffix(ending) else { return nil }
    return Int(file.dropLast(ending.count)).flatMap { (1...largest).contains($0) ? $0 : nil }
  }
}
