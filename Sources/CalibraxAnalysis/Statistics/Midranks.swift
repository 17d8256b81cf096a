/// The ranks of numbers from 1 up, equal ones sharing the mean of theirs.
struct Midranks {
  /// Twice the rank of each number: a whole number.
  let doubled: [Int]
  /// The sum of t³ - t over all groups of t equal numbers; 0 when there are no ties.
  let tieTerm: Int128

  init(_ numbers: [Double]) {
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var doubled = [Int](repeating: 0, count: numbers.count)
    var tieTerm: Int128 = 0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count && numbers[order[end]] == numbers[order[start]] { end += 1 }
      for place in start..<end { doubled[order[place]] = start + 1 + end }
      let tied = Int128(end - start)
      tieTerm += tied * tied * tied - tied
      start = end
    }
    self.doubled = doubled
    self.tieTerm = tieTerm
  }
}
