import CalibraxModel

/// What stands above a chart: its title, and the name and latest value of each series.
struct Legend {
  private static let gap = StyledText("   ")

  let chart: Chart
  let axes: [ValueAxis]
  let hasColor: Bool

  /// The lines of the legend, three at most.
  func lines(width: Int) -> [StyledText] {
    var items = chart.series.indices.map { item($0, width: width) }
    if let title = chart.title { items.insert(StyledText(title, .bold).truncated(to: width), at: 0) }
    var lines: [StyledText] = []
    for (index, item) in items.enumerated() {
      if let last = lines.last, last.width + Self.gap.width + item.width <= width {
        lines[lines.count - 1] += Self.gap + item
      } else if lines.count < 3 {
        lines.append(item)
      } else {
        lines[2] = (lines[2] + Self.gap + StyledText("and \(items.count - index) more", .faint)).truncated(to: width)
        break
      }
    }
    return lines
  }

  /// The sign of a series: a dot in its colour, or the letter that stands on its line.
  static func sign(_ index: Int, of count: Int, hasColor: Bool) -> Character {
    guard !hasColor, count > 1 else { return "●" }
    return Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
  }

  private func item(_ index: Int, width: Int) -> StyledText {
    let series = chart.series[index]
    let sign = Self.sign(index, of: chart.series.count, hasColor: hasColor)
    let value = series.latest.map { " " + valueText($0, index) + unitText(series.scale?.units) } ?? ""
    let rest = StyledText(value, .bold) + StyledText(place(index), .faint)
    let most = chart.series.count == 1 ? width : 40
    let name = StyledText(series.name).truncated(to: max(4, min(most, width - 2 - rest.width)))
    return (StyledText("\(sign) ", chart.color(index)) + name + rest).truncated(to: width)
  }

  /// A value with the digits that can be told apart on its axis, so that it does not jump about as it changes.
  private func valueText(_ value: Double, _ index: Int) -> String {
    guard let axis = axes.first(where: { $0.members.contains(index) })?.axis,
      !chart.series[index].points.allSatisfy({ $0.value == $0.value.rounded() })
    else { return numberText(value) }
    return numberText(value, span: axis.upper - axis.lower)
  }

  /// Where to look for the series' y-axis, when it is not the left one.
  private func place(_ index: Int) -> String {
    guard let position = axes.firstIndex(where: { $0.members.contains(index) }), position > 0 else { return "" }
    if position == 1 { return " (right)" }
    let axis = axes[position].axis
    return " (\(numberText(axis.lower))…\(numberText(axis.upper)))"
  }
}
