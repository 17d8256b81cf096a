/// The detectors as they are defined, with the parameters that are not named at their defaults and changes in percent of
/// the absolute baseline: everything is computed anew for every value.
struct Definition {
  let window: Int
  let robust: Bool

  func regressions(_ all: [Double?]) -> [Int] {
    let values = measured(all)
    var (start, flagged) = (0, [Int]())
    var healthy: (median: Double, scale: Double)?
    for index in values.indices {
      let present = (start...index).filter { values[$0] != nil }
      if values[index] != nil, present.count >= 3 + window {
        let recent = median(present.suffix(window).map { values[$0] ?? 0 })
        let before = present.dropLast(window).map { values[$0] ?? 0 }
        let level = (median: median(before), scale: scale(before))
        if isWorse(recent, level, 1) || isWorse(recent, level, -1) {
          if isWorse(recent, level, 1), healthy == nil { healthy = level }
          start = present[present.count - window]
        }
        if let level = healthy, !isWorse(recent, level, 1) { healthy = nil }
      }
      if healthy != nil { flagged.append(index) }
    }
    return flagged
  }

  func outliers(_ all: [Double?]) -> [Int] {
    let values = measured(all)
    return values.indices.filter { index in
      let before = values[max(0, index - window)..<index].compactMap(\.self)
      guard let value = values[index], before.count >= 3 else { return false }
      return abs(value - median(before)) / scale(before) > 5
    }
  }

  private func measured(_ values: [Double?]) -> [Double?] {
    robust ? values.map { $0?.isNaN == true ? nil : $0 } : values
  }

  private func isWorse(_ recent: Double, _ level: (median: Double, scale: Double), _ sign: Double) -> Bool {
    let difference = recent - level.median
    let percent = difference == 0 ? 0 : difference / abs(level.median) * 100
    return sign * percent > 5 && sign * difference / level.scale > 1.5
  }

  private func scale(_ values: [Double]) -> Double {
    let center = median(values)
    let deviation = median(values.map { abs($0 - center) })
    let floor = max(0.01 * abs(center), 1e-6)
    if center.isNaN { return .nan }
    if robust {
      let count = Double(values.count)
      let few = [3: 1.495, 4: 1.363, 5: 1.206, 6: 1.2, 7: 1.14, 8: 1.129, 9: 1.107]
      return max(1.4826 * (few[values.count] ?? count / (count - 0.8)) * deviation, floor)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return max(deviation, variance.squareRoot(), floor)
  }

  private func median(_ values: [Double]) -> Double {
    if values.contains(where: \.isNaN) { return .nan }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
