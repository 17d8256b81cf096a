/// How far from a true change point, in values, one that was found may lie.
let margin = 5

/// Whether two places are within the ``margin``.
func isNear(_ one: Int, _ other: Int) -> Bool { abs(one - other) <= margin }

/// Which of the change points that were found are which of the true ones: each at most one, within the ``margin``. A true
/// one takes the nearest that is left, in ascending order; so nothing is gained by finding one change many times.
func matches(of changePoints: [Int], in found: [Int]) -> [(changePoint: Int, found: Int)] {
  var left = found
  return changePoints.sorted().compactMap { changePoint in
    let near = left.indices.filter { isNear(left[$0], changePoint) }
    guard let nearest = near.min(by: { abs(left[$0] - changePoint) < abs(left[$1] - changePoint) }) else { return nil }
    return (changePoint, left.remove(at: nearest))
  }
}
