/// What the flags of a pattern say.
struct PatternFlags {
  /// `i`.
  var ignoresCase = false
  /// `s`: whether `.` takes line feeds as well.
  var isDotAll = false
  /// `m`: whether `^` and `$` hold at each line.
  var isMultiline = false
  /// `x`: whether white space and comments say nothing.
  var isVerbose = false

  /// A set as it is meant.
  func set(_ set: ScalarSet) -> ScalarSet { ignoresCase ? set.ignoringCase : set }
}

extension PatternParser {
  /// Flags up to a parenthesis, which hold for all, or a colon, with which they hold for what follows.
  ///
  /// - Returns: Whether they hold for all.
  mutating func takeFlags(from start: Int) throws(Pattern.Fault) -> Bool {
    var given: [Unicode.Scalar: Bool] = [:]
    var isOn = true
    while let scalar = take() {
      switch scalar {
      case ")" where isOn && !given.isEmpty: return true
      case ":" where given.contains { $0.value == isOn }: return false
      case "-" where isOn: isOn = false
      case "a", "L":
        throw fault(
          from: position - 1, "is a flag that is not supported; write [0-9], [A-Za-z0-9_] for what it changes")
      case "i", "s", "m", "x", "u":
        guard given[scalar] != !isOn, scalar != "u" || isOn else {
          throw fault(from: position - 1, "is a flag that cannot be turned off here; remove it")
        }
        given[scalar] = isOn
        set(scalar, isOn)
      default:
        throw fault(
          from: start, "is no group that is known; write (?:…), (?P<name>…), (?i:…), or \"\\(\" for a parenthesis")
      }
    }
    throw fault(from: start, count: 1, "is not closed; add \")\", or write \"\\(\" for a parenthesis")
  }

  private mutating func set(_ flag: Unicode.Scalar, _ isOn: Bool) {
    switch flag {
    case "i": flags.ignoresCase = isOn
    case "s": flags.isDotAll = isOn
    case "m": flags.isMultiline = isOn
    case "x": flags.isVerbose = isOn
    // `u` is how we read all.
    default: break
    }
  }
}
