import CalibraxJSON

/// What the command line asks for.
struct Arguments {
  /// The file with the corpus.
  var corpus: String?
  var format = Format.text
  /// How many series there are of each noise and family.
  var series = 50
  var wantsHelp = false

  static let helpText = """
    Usage: calibrax-accuracy [--corpus FILE] [--series N] [--format text|markdown|json]

    Measures how well detectors find the change points of series whose changes are known.

      --corpus FILE   series, one JSON object a line: noise, family, values, change_points, and what detectors found
      --series N      how many series of each noise and family, 1 to 10000 (default 50)
      --format NAME   text (default), markdown or json
      --help          print this
    """

  init(_ arguments: [String]) throws(Refusal) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--corpus": corpus = try Self.value(of: argument, &rest)
      case "--series": series = try Self.number(of: argument, &rest, in: 1...10_000)
      case "--format":
        let name = try Self.value(of: argument, &rest)
        guard let format = Format(rawValue: name) else {
          throw Self.unknown("format", name, Format.allCases.map(\.rawValue))
        }
        self.format = format
      default: throw Refusal("unknown argument \"\(argument)\"")
      }
    }
  }

  private static func value(of flag: String, _ rest: inout ArraySlice<String>) throws(Refusal) -> String {
    guard let value = rest.popFirst() else { throw Refusal("\(flag) needs a value") }
    return value
  }

  private static func number(
    of flag: String, _ rest: inout ArraySlice<String>, in bounds: ClosedRange<Int>
  ) throws(Refusal) -> Int {
    guard let number = Int(try value(of: flag, &rest)), bounds.contains(number) else {
      throw Refusal("\(flag) needs a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  private static func unknown(_ kind: String, _ name: String, _ names: [String]) -> Refusal {
    let advice = nearest(to: name, among: names).map { "did you mean \"\($0)\"?" } ?? names.joined(separator: ", ")
    return Refusal("unknown \(kind) \"\(name)\": \(advice)")
  }
}
