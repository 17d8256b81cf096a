import CalibraxModel

/// The labels of a vertical axis: its ends, and round numbers between them where there is room.
struct ValueLabels: Equatable {
  /// The text of each row from the top; `nil` for a row without a mark.
  private(set) var rows: [String?]
  /// The columns of the longest.
  let width: Int

  /// Labels of an axis; the topmost has the unit behind it, unless the label would be wider than is allowed.
  init(_ axis: Axis, rows count: Int, units: String?, maximumWidth: Int) {
    rows = Array(repeating: nil, count: count)
    let step = Self.step(axis, rows: count)
    let inner = axis.multiples(of: step).filter { value in
      let row = Self.row(axis.fraction(of: value), count)
      return row >= 2 && row <= count - 3
    }
    let values = [axis.lower] + inner + [axis.upper]
    for (value, text) in zip(values, axisTexts(values, step: step)) {
      rows[Self.row(axis.fraction(of: value), count)] = shortened(text, to: maximumWidth)
    }
    if let units, let top = rows[0], columnWidth(top) + 1 + columnWidth(units) <= maximumWidth {
      rows[0] = top + " " + units
    }
    width = rows.map { columnWidth($0 ?? "") }.max() ?? 0
  }

  /// A step that leaves a row free between two labels.
  private static func step(_ axis: Axis, rows: Int) -> Double {
    axis.step(parts: max(1, (rows - 1) / 2))
  }

  private static func row(_ fraction: Double, _ rows: Int) -> Int {
    dot(1 - fraction, of: rows * 4) / 4
  }
}

/// The dot at a fraction of so many; what lies beyond the ends is put on them.
func dot(_ fraction: Double, of count: Int) -> Int {
  Int(clamping: (min(1, max(0, fraction)) * Double(count - 1)).rounded())
}
