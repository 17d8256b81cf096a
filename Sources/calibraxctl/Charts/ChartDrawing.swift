import CalibraxModel

extension Chart {
  /// The chart as so many lines of text, none wider than a width.
  ///
  /// - Parameter hasColor: Whether colours tell the series apart; if not, letters on their lines do.
  func lines(width: Int, height: Int, hasColor: Bool) -> [StyledText] {
    // Enough rows for the axes to be chosen by, before it is known how many the legend leaves.
    let draft = Legend(chart: self, axes: valueAxes(rows: max(3, height - 3)), hasColor: hasColor)
    let rows = max(3, height - draft.lines(width: width).count - 2)
    let axes = valueAxes(rows: rows)
    let legend = Legend(chart: self, axes: axes, hasColor: hasColor).lines(width: width)
    let labels = axes.prefix(2).map {
      ValueLabels($0.axis, rows: rows, units: $0.units, maximumWidth: max(4, width / 4))
    }
    let margins = (labels.first.map { $0.width + 2 } ?? 1, labels.count > 1 ? labels[1].width + 2 : 0)
    let area = PlotArea(
      self, axes: axes, columns: max(1, width - margins.0 - margins.1), rows: rows, hasColor: hasColor)
    let body = (0..<rows).map { row in
      var line = labels.first.map { Self.left($0.rows[row], $0.width, axisColor(axes, 0)) } ?? StyledText("│")
      line += area.line(row)
      if labels.count > 1 { line += Self.right(labels[1].rows[row], axisColor(axes, 1)) }
      return line
    }
    let places = PlaceLabels(placeAxis, columns: area.columns, units: group?.units, isClock: isClock)
    let indent = String(repeating: " ", count: margins.0 - 1)
    return legend + body + [
      StyledText(indent + "└" + places.rule + (labels.count > 1 ? "┘" : "")),
      StyledText(indent + " " + places.labels),
    ]
  }

  private static func left(_ label: String?, _ width: Int, _ color: Terminal.Color?) -> StyledText {
    let text = label ?? ""
    let space = StyledText(String(repeating: " ", count: width - columnWidth(text)))
    return space + StyledText(text, color) + StyledText(label == nil ? " │" : " ┤")
  }

  private static func right(_ label: String?, _ color: Terminal.Color?) -> StyledText {
    guard let label else { return StyledText("│") }
    return StyledText("├ ") + StyledText(label, color)
  }

  /// An axis of one series has its colour, where there are several axes.
  private func axisColor(_ axes: [ValueAxis], _ index: Int) -> Terminal.Color? {
    guard axes.count > 1, axes[index].members.count == 1, let member = axes[index].members.first else { return nil }
    return color(member)
  }
}
