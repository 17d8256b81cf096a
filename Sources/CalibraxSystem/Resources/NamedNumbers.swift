/// Lines of a name and a number: `MemTotal:  24684092 kB` of `/proc/meminfo`, `usage_usec 1250000` of `cpu.stat`.
struct NamedNumbers {
  private let lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n")
  }

  /// The number of a name, in the unit of the file; `nil` when there is none.
  subscript(name: String) -> UInt64? {
    for line in lines where line.hasPrefix(name) {
      let rest = line.dropFirst(name.count)
      guard let separator = rest.first, separator == ":" || separator == " " else { continue }
      return rest.dropFirst().split(whereSeparator: \.isWhitespace).first.flatMap { UInt64($0) }
    }
    return nil
  }
}
