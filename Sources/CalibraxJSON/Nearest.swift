/// The candidate that a mistyped name most likely meant; `nil` when none is near.
///
/// Nearness is the optimal string alignment distance (Damerau 1964: insert, delete, replace, swap of neighbours), at
/// most a third of the name's length, at least one.
public func nearest(to name: String, among candidates: [String]) -> String? {
  let typed = Array(name.lowercased().utf8.prefix(64))
  let allowed = max(1, typed.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates {
    let distance = alignmentDistance(typed, Array(candidate.lowercased().utf8.prefix(64)))
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

private func alignmentDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for row in 0..<left.count {
    var next = [row + 1]
    for column in 0..<right.count {
      var cost = min(last[column + 1] + 1, next[column] + 1, last[column] + (left[row] == right[column] ? 0 : 1))
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      next.append(cost)
    }
    beforeLast = last
    last = next
  }
  return last[right.count]
}
