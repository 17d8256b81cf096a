/// Which characters one place of a pattern takes.
struct ScalarSet: Hashable, Sendable {
  /// In order, and apart.
  private var ranges: [ClosedRange<UInt32>]
  private let kinds: ScalarKinds
  /// Kinds all but which are in it.
  private let otherThan: ScalarKinds
  private var isNegated = false

  init(_ ranges: [ClosedRange<UInt32>] = [], kinds: ScalarKinds = [], otherThan: ScalarKinds = []) {
    self.ranges = Self.joined(ranges)
    self.kinds = kinds
    self.otherThan = otherThan
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  /// All others.
  var negated: ScalarSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  /// The same with what differs from its ranges in case only.
  var ignoringCase: ScalarSet {
    var set = self
    set.ranges = Self.joined(ranges + CaseVariants.of(ranges))
    return set
  }

  /// Whether a character, the kinds of which are given, is in it.
  func contains(_ scalar: Unicode.Scalar, _ kinds: ScalarKinds) -> Bool {
    isNegated
      != (isInRanges(scalar.value) || !self.kinds.isDisjoint(with: kinds) || !otherThan.isSubset(of: kinds))
  }

  /// What is in it of ASCII.
  var ascii: ASCIISet {
    var set = ASCIISet()
    for byte in UInt8(0)..<0x80 {
      let scalar = Unicode.Scalar(byte)
      if contains(scalar, ScalarKinds(of: scalar)) { set.insert(byte) }
    }
    return set
  }

  /// Whether anything else may be in it.
  var hasOthers: Bool {
    isNegated || !kinds.isEmpty || !otherThan.isEmpty || ranges.last.map { $0.upperBound >= 0x80 } == true
  }

  private func isInRanges(_ value: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  private static func joined(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var joined: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
