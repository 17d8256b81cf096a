extension PatternParser {
  /// The characters up to the bracket that closes.
  mutating func characterClass(from start: Int) throws(Pattern.Fault) -> ScalarSet {
    let isNegated = take("^")
    let content = position
    var ranges: [ClosedRange<UInt32>] = []
    var kinds: ScalarKinds = []
    var otherThan: ScalarKinds = []
    func add(_ member: PatternEscape) {
      switch member {
      case .scalar(let scalar): ranges.append(scalar.value...scalar.value)
      case .kind(let kind, isNegated: false): kinds.formUnion(kind)
      case .kind(let kind, isNegated: true): otherThan.formUnion(kind)
      case .assertion: break
      }
    }
    while position == content || next != "]" {
      let first = position
      let lower = try member(from: start)
      // A hyphen before the end stands for itself.
      guard take("-") else {
        add(lower)
        continue
      }
      if next == "]" {
        add(lower)
        add(.scalar("-"))
        continue
      }
      let upper = try member(from: start)
      guard case .scalar(let least) = lower, case .scalar(let most) = upper, least <= most else {
        throw fault(from: first, "is no range; give it from the lesser to the greater, or write \"\\-\" for a hyphen")
      }
      ranges.append(least.value...most.value)
    }
    _ = take("]")
    let set = ScalarSet(ranges, kinds: kinds, otherThan: otherThan)
    return isNegated ? set.negated : set
  }

  private mutating func member(from start: Int) throws(Pattern.Fault) -> PatternEscape {
    let first = position
    switch take() {
    case "\\": return try escape(from: first, isInClass: true)
    case let scalar?: return .scalar(scalar)
    case nil: throw fault(from: start, count: 1, "is not closed; add \"]\", or write \"\\[\" for a bracket")
    }
  }
}
