extension [Sample] {
  /// The samples ordered by x; those with the same x stay as they are.
  public func sortedByAt() -> [Sample] {
    let isSorted = zip(self, dropFirst()).allSatisfy { $0.at <= $1.at }
    if isSorted { return self }
    // The library's sort is stable, as it happens and is tested, but does not promise to be.
    return enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
  }

  /// At most so many samples (at least four) that look the same on a chart: x is divided into equal parts, and of each
  /// the first, the last, the smallest and the largest are kept (M4; Jugel et al., VLDB 2014).
  ///
  /// - Precondition: the samples are ordered by x.
  public func reduced(to maximum: Int) -> [Sample] {
    guard count > maximum, let first = first, let last = last else { return self }
    let parts = Double(Swift.max(1, maximum / 4))
    // Halved, so that the distance between the two ends of all doubles is one too.
    let width = (last.at / 2 - first.at / 2) / parts
    return reduced { sample in
      width > 0 ? Swift.min(parts - 1, ((sample.at / 2 - first.at / 2) / width).rounded(.down)) : 0
    }
  }

  /// At most so many samples (at least four) of equal parts of the list, for samples in no order of x.
  public func reducedInPlace(to maximum: Int) -> [Sample] {
    guard count > maximum else { return self }
    let parts = Swift.max(1, maximum / 4)
    var index = -1
    return reduced { _ in
      index += 1
      return Double(index * parts / count)
    }
  }

  private func reduced(part: (Sample) -> Double) -> [Sample] {
    var kept: [Sample] = []
    var current = -1.0
    var bounds = (first: 0, smallest: 0, largest: 0)
    func close(at last: Int) {
      // In the order of the list, each once.
      for index in Set([bounds.first, bounds.smallest, bounds.largest, last]).sorted() { kept.append(self[index]) }
    }
    for (index, sample) in enumerated() {
      let next = part(sample)
      if next != current {
        if index > 0 { close(at: index - 1) }
        current = next
        bounds = (index, index, index)
      } else {
        if sample.value < self[bounds.smallest].value { bounds.smallest = index }
        if sample.value > self[bounds.largest].value { bounds.largest = index }
      }
    }
    close(at: count - 1)
    return kept
  }
}
