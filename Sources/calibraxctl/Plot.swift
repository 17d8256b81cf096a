/// A line of values as characters, eight steps of height a row.
enum Plot {
  private static let blocks: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The newest values that fit, the axis at the left labelled with the largest and smallest.
  static func bars(_ values: [Double], width: Int, height: Int) -> String {
    guard let all = bounds(of: values) else { return "" }
    let labels = [fixed(all.high, 2), fixed(all.low, 2)]
    let margin = (labels.map(\.count).max() ?? 0) + 2
    let shown = Array(values.suffix(max(1, width - margin)))
    let range = all.high - all.low
    let steps = shown.map { range == 0 ? height * 4 : 1 + Int(($0 - all.low) / range * Double(height * 8 - 1)) }
    return (0..<height).map { row in
      let label = row == 0 ? labels[0] : row == height - 1 ? labels[1] : ""
      let base = (height - 1 - row) * 8
      let bars = steps.map { blocks[min(8, max(0, $0 - base))] }
      return String(repeating: " ", count: margin - 2 - label.count) + label + " ┤" + String(bars)
    }.joined(separator: "\n")
  }

  private static func bounds(of values: [Double]) -> (low: Double, high: Double)? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return (low, high)
  }
}
