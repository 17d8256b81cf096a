/// How well the segments between the change points that were found cover those between the true ones, from 0 to 1: the
/// Jaccard index of each true segment with the one that is most like it, weighed by its length (Arbeláez et al., IEEE TPAMI
/// 33, 2011; van den Burg and Williams, arXiv 2003.06222).
func covering(of changePoints: [Int], by found: [Int], count: Int) -> Double {
  guard count > 0 else { return 1 }
  let candidates = segments(between: found, count: count)
  let sum = segments(between: changePoints, count: count).reduce(0.0) { sum, segment in
    let best = candidates.reduce(0.0) { max($0, jaccardIndex(segment, $1)) }
    return sum + Double(segment.count) * best
  }
  return sum / Double(count)
}

private func segments(between changePoints: [Int], count: Int) -> [Range<Int>] {
  let inside = changePoints.filter { $0 > 0 && $0 < count }.sorted()
  return zip([0] + inside, inside + [count]).map { $0..<$1 }
}

private func jaccardIndex(_ one: Range<Int>, _ other: Range<Int>) -> Double {
  let shared = one.clamped(to: other).count
  return Double(shared) / Double(one.count + other.count - shared)
}
