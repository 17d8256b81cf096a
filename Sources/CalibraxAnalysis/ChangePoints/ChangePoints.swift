public import CalibraxModel

/// Where a series changes, and how.
///
/// The other methods find shifts only; `robust` (``ShiftDetector``) finds spikes between them too, and where the noise
/// changes.
///
/// - Parameters:
///   - values: Finite numbers of at most 1e300, oldest first.
///   - method: How they are found.
/// - Returns: The change points by place; none of fewer than six values.
public func changePoints(in values: [Double], method: ChangePointMethod = .robust) -> [ChangePoint] {
  guard values.count >= 2 * Segment.leastCount else { return [] }
  let series = LevelSeries(values)
  switch method {
  case .robust:
    let shifts = ShiftDetector(values).shifts
    let points =
      ShiftDescription(values, series, shifts: shifts).changePoints + spikes(values, series, shifts: shifts)
      + noiseChanges(values, series, shifts: shifts)
    return points.sorted { $0.index < $1.index }
  case .otava: return ShiftDescription(values, series, shifts: otavaChangePoints(in: values)).changePoints
  case .pelt: return ShiftDescription(values, series, shifts: peltChangePoints(in: values)).changePoints
  }
}
