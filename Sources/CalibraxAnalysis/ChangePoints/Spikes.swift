import CalibraxModel

/// The spikes of a series: one value or two far from the level before and after them. The newest value is none yet, for it
/// may be the first after a shift.
///
/// - Parameters:
///   - values: The series.
///   - series: The same on the scale of levels, which knows where spikes may be.
///   - shifts: Where its level shifts, ascending.
func spikes(_ values: [Double], _ series: LevelSeries, shifts: [Int]) -> [ChangePoint] {
  let bounds = [0] + shifts + [values.count]
  return zip(bounds, bounds.dropFirst()).flatMap { start, end in
    let places = series.spikes.filter { $0 >= start && $0 < end }
    guard !places.isEmpty else { return [ChangePoint]() }
    let before = Array(values[start..<end]).median
    let level = Array(series.values[start..<end])
    let center = level.median
    let spread = level.robustSpread(around: center)
    return places.filter { !places.contains($0 - 1) }.compactMap { place in
      let spike = place..<(places.contains(place + 1) ? place + 2 : place + 1)
      let distance = series.valuesWithSpikes[spike].map { abs($0 - center) }.min() ?? 0
      var point = ChangePoint()
      point.pValue = StudentDistribution.twoSided(distance / spread, freedom: Double(max(1, level.count - 1)))
      guard spike.upperBound < values.count, point.pValue < ShiftTest.level else { return nil }
      point.index = place
      point.kind = .spike
      (point.before, point.after) = (before, Array(values[spike]).median)
      (point.countBefore, point.countAfter) = (end - start - places.count, spike.count)
      point.effect = relativeChange(point.before, point.after)
      return point
    }
  }
}
