import CalibraxModel

/// The lines under a chart: the x-axis with its marks, and their labels.
struct PlaceLabels: Equatable {
  /// `──┬────┬──`
  private(set) var rule: String
  /// The labels under the marks, and the unit at the right end.
  private(set) var labels = ""

  /// Labels of an axis. The unit is left out where there is no room for it.
  ///
  /// - Parameter isClock: Whether the values are Unix seconds and shown as times.
  init(_ axis: Axis, columns: Int, units: String?, isClock: Bool) {
    let units = isClock ? "UTC " + ClockText.day(axis.upper) : printable(units ?? "")
    let room = units.isEmpty ? columns : columns - columnWidth(units) - 2
    let withUnits = Self.marks(axis, columns, isClock: isClock, room: room)
    let marks = withUnits ?? Self.marks(axis, columns, isClock: isClock, room: columns) ?? []
    var rule = Array(repeating: Character("─"), count: columns)
    for mark in marks {
      rule[mark.column] = "┬"
      if mark.end(columns) > (withUnits == nil ? columns : room) { continue }
      labels = padded(labels, mark.start(columns)) + mark.text
    }
    self.rule = String(rule)
    if withUnits != nil { labels = padded(labels, columns - columnWidth(units)) + units }
  }

  private struct Mark {
    var column: Int
    var text: String

    /// Where its label begins: it is centred, but stays on the line.
    func start(_ columns: Int) -> Int { max(0, min(column - text.count / 2, columns - text.count)) }
    func end(_ columns: Int) -> Int { start(columns) + text.count }
  }

  /// The densest marks at round numbers whose labels do not touch, or the ends; `nil` when there is no room for two.
  private static func marks(_ axis: Axis, _ columns: Int, isClock: Bool, room: Int) -> [Mark]? {
    func marks(_ values: [Double], step: Double) -> [Mark] {
      let texts = isClock ? values.map { ClockText.text($0, step: step) } : axisTexts(values, step: step)
      return zip(values, texts).map { Mark(column: dot(axis.fraction(of: $0), of: columns * 2) / 2, text: $1) }
    }
    func shown(_ marks: [Mark]) -> [Mark] { marks.filter { $0.end(columns) <= room } }
    func isEnough(_ marks: [Mark]) -> Bool { shown(marks).count >= 2 }
    func fits(_ marks: [Mark]) -> Bool {
      zip(shown(marks), shown(marks).dropFirst()).allSatisfy { $0.end(columns) + 3 <= $1.start(columns) }
    }

    var step = axis.step(parts: max(2, columns / (isClock ? 5 : 8)))
    while true {
      if isClock { step = ClockText.step(atLeast: step) }
      let found = marks(axis.multiples(of: step), step: step)
      if !isEnough(found) { break }
      if fits(found) { return found }
      step = isClock ? step * 1.01 : roundStep(atLeast: step * 1.01)
    }
    let ends = marks([axis.lower, axis.upper], step: axis.step(parts: 4))
    return fits(ends) && isEnough(ends) ? ends : nil
  }
}
