import CalibraxModel

/// A report as Markdown, whose table can be cut where there is little room.
struct MarkdownReport {
  var head = ""
  /// What is said of service level objectives below the head.
  var objectives: [ObjectiveResult] = []
  var columns: [String] = []
  /// The worst first.
  var rows: [[String]] = []
  var tail = ""

  /// How many scalars of a cell are shown: a single name does not take all the room.
  private static let cell = 300
  /// What a line takes that says how many rows are left out.
  private static let more = 80

  /// The whole of it as far as there is room, with a line that says what was left out.
  ///
  /// - Parameter room: How many bytes there are. No limit that counts characters is met later than that.
  func text(room: Int) -> String {
    let lines = rows.isEmpty ? [] : markdownLines(([columns] + rows).map { $0.map(Self.shortened) })
    let list = objectives.markdownList
    var left = room - [head, list, tail].map(\.utf8.count).reduce(Self.more, +)
    let shown = lines.prefix { line in
      left -= line.utf8.count + 1
      return left >= 0
    }
    // A head without a row is none.
    let table = shown.count > 2 ? shown.joined(separator: "\n") : ""
    let hidden = rows.count - max(0, shown.count - 2)
    let more = hidden > 0 ? "… and \(hidden) more" : ""
    return [head, list, table, more, tail].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  static func shortened(_ cell: String) -> String {
    let scalars = cell.unicodeScalars
    return scalars.count > Self.cell ? String(scalars.prefix(Self.cell)) + "…" : cell
  }
}
