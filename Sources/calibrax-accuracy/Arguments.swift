import CalibraxJSON

/// What the command line asks for.
struct Arguments {
  /// The file with the corpus; `nil` for one that is generated.
  var corpus: String?
  /// The file with runs of the same code; `nil` for those that come with the program.
  var runs: String?
  var detectors = allDetectors
  var scores = Score.allCases
  var format = Format.text
  /// How many series there are of each noise and family.
  var series = 50
  /// How often gates are tried with each generated noise.
  var trials = 20_000
  var seed: UInt64 = 1
  var wantsHelp = false

  static let helpText = """
    Usage: calibrax-accuracy [OPTION ...]

    Measures how well detectors find the change points of series whose changes are known, and how often gates are right.

      --corpus FILE       series, one JSON object a line: noise, family, values, change_points, and what detectors found;
                          without it they are generated
      --runs FILE         runs of the same code, one JSON object a line: the samples of each program; without it those
                          that come with the program
      --detectors A,B     \(allDetectors.map(\.name).joined(separator: ", ")) (default all)
      --scores A,B        \(Score.allCases.map(\.rawValue).joined(separator: ", ")) (default all)
      --series N          how many series of each noise and family, 1 to 10000 (default 50)
      --trials N          how often gates are tried with each noise, 1 to 1000000 (default 20000)
      --seed N            of what is generated (default 1)
      --format NAME       text (default), markdown or json
      --help              print this
    """

  init(_ arguments: [String]) throws(Refusal) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--corpus": corpus = try Self.value(of: argument, &rest)
      case "--runs": runs = try Self.value(of: argument, &rest)
      case "--detectors":
        detectors = try Self.choices("detector", try Self.value(of: argument, &rest), of: allDetectors, \.name)
      case "--scores":
        scores = try Self.choices("score", try Self.value(of: argument, &rest), of: Score.allCases, \.rawValue)
      case "--series": series = Int(try Self.number(of: argument, &rest, in: 1...10_000))
      case "--trials": trials = Int(try Self.number(of: argument, &rest, in: 1...1_000_000))
      case "--seed": seed = try Self.number(of: argument, &rest, in: 0...(.max))
      case "--format":
        format = try Self.choice("format", try Self.value(of: argument, &rest), of: Format.allCases, \.rawValue)
      default: throw Refusal("unknown argument \"\(argument)\"; see --help")
      }
    }
  }

  private static func value(of flag: String, _ rest: inout ArraySlice<String>) throws(Refusal) -> String {
    guard let value = rest.popFirst() else { throw Refusal("\(flag) needs a value") }
    return value
  }

  private static func number(
    of flag: String, _ rest: inout ArraySlice<String>, in bounds: ClosedRange<UInt64>
  ) throws(Refusal) -> UInt64 {
    guard let number = UInt64(try value(of: flag, &rest)), bounds.contains(number) else {
      throw Refusal("\(flag) needs a number from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return number
  }

  private static func choices<Choice>(
    _ kind: String, _ text: String, of all: [Choice], _ name: (Choice) -> String
  ) throws(Refusal) -> [Choice] {
    var choices: [Choice] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      choices.append(try choice(kind, String(part), of: all, name))
    }
    return choices
  }

  private static func choice<Choice>(
    _ kind: String, _ text: String, of all: [Choice], _ name: (Choice) -> String
  ) throws(Refusal) -> Choice {
    if let choice = all.first(where: { name($0) == text }) { return choice }
    let names = all.map(name)
    let advice = nearest(to: text, among: names).map { "did you mean \"\($0)\"?" }
    throw Refusal("unknown \(kind) \"\(text)\": \(advice ?? "there are \(names.joined(separator: ", "))")")
  }
}
