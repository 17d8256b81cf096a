import CalibraxModel

/// The places at which values are spread differently around a level that stays: shifts of the root of their distances from
/// it, which is nearly normal for normal noise.
///
/// - Parameters:
///   - series: The series on the scale of levels.
///   - shifts: Where its level shifts, ascending. What happens at a shift is the shift.
func noiseChanges(_ values: [Double], _ series: LevelSeries, shifts: [Int]) -> [ChangePoint] {
  let bounds = [0] + shifts + [values.count]
  let roots = zip(bounds, bounds.dropFirst()).flatMap { start, end in
    let level = Array(series.values[start..<end]).median
    return series.values[start..<end].map { abs($0 - level).squareRoot() }
  }
  let found = ShiftDetector(plain: roots).shifts.filter { place in
    !bounds.contains { abs($0 - place) < 2 * Segment.leastCount }
  }
  // Levels do not count: the spread is that around the median between two bounds.
  let edges = (bounds + found).sorted()
  return found.map { place in
    let index = edges.firstIndex(of: place) ?? 0
    let (before, after) = (Array(values[edges[index - 1]..<place]), Array(values[place..<edges[index + 1]]))
    var point = ChangePoint()
    point.index = place
    point.kind = .noiseChanged
    point.before = before.robustSpread(around: before.median)
    point.after = after.robustSpread(around: after.median)
    (point.countBefore, point.countAfter) = (before.count, after.count)
    point.effect = relativeChange(point.before, point.after)
    point.pValue =
      mannWhitneyU(
        Array(roots[edges[index - 1]..<place]), Array(roots[place..<edges[index + 1]])
      ).pValue
    return point
  }
}
