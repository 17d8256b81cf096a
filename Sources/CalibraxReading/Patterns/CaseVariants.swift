/// Characters that differ in case only: those whose small letters have the same capital.
enum CaseVariants {
  /// The characters that differ in case only from those of some ranges.
  static func of(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var found: [ClosedRange<UInt32>] = []
    for range in ranges {
      for index in first(from: range.lowerBound)..<first(from: range.upperBound + 1) {
        for variant in cased[index].variants { found.append(variant...variant) }
      }
    }
    return found
  }

  /// All characters that have others, in order.
  private static let cased: [(value: UInt32, variants: [UInt32])] = {
    var families: [[Unicode.Scalar]: [UInt32]] = [:]
    // No character has case in the planes above.
    for value in UInt32(0)..<0x20000 {
      guard let scalar = Unicode.Scalar(value), scalar.properties.changesWhenCaseMapped else { continue }
      families[capital(of: scalar), default: []].append(value)
    }
    return families.values.filter { $0.count > 1 }
      .flatMap { family in family.map { (value: $0, variants: family) } }.sorted { $0.value < $1.value }
  }()

  private static func capital(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    return Array(small.properties.uppercaseMapping.unicodeScalars)
  }

  private static func first(from value: UInt32) -> Int {
    var (low, high) = (0, cased.count)
    while low < high {
      let middle = (low + high) / 2
      if cased[middle].value < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
