import CalibraxJSON
import Glibc

/// Measures how well change points are found, and how often gates are right.
@main
enum CalibraxAccuracy {
  static func main() async {
    do throws(Refusal) {
      let arguments = try Arguments(Array(CommandLine.arguments.dropFirst()))
      if arguments.wantsHelp {
        print(Arguments.helpText)
      } else {
        try await measure(arguments)
      }
    } catch {
      complain("calibrax-accuracy: \(error)")
      exit(2)
    }
  }

  private static func measure(_ arguments: Arguments) async throws(Refusal) {
    #if DEBUG
      complain("calibrax-accuracy: this is a debug build, slow and its times say nothing: swift run -c release")
    #endif
    let runs = if let file = arguments.runs { try RecordedRuns(file: file) } else { try RecordedRuns.bundled() }
    let corpus = try corpus(arguments, runs)
    let detectors = arguments.detectors
    var tables: [Table] = []
    for score in arguments.scores {
      switch score {
      case .points:
        complain("points: \(corpus.count) series")
        var answers = Answers.recorded(in: corpus)
        for detector in detectors { answers.append(await Answers(of: detector, in: corpus)) }
        tables += DetectionTables(corpus).tables(of: answers)
        tables.append(await Agreement(corpus: corpus).table(of: detectors, answers: answers))
      case .replay: tables += await ReplayTables(corpus).tables(of: detectors)
      case .speed:
        let speed = SpeedTable(seed: arguments.seed)
        tables += [speed.table(of: detectors), speed.tableOfAppending()]
      case .gates:
        let gates = GateTables(trials: arguments.trials, seed: arguments.seed, runs: runs)
        tables += await gates.tables(of: allGates)
      }
    }
    arguments.format.print(tables)
  }

  /// As many series of each noise and family as are asked for, and as there are.
  private static func corpus(_ arguments: Arguments, _ runs: RecordedRuns) throws(Refusal) -> [LabeledSeries] {
    guard let file = arguments.corpus else {
      return GeneratedCorpus(seed: arguments.seed, series: arguments.series).labeledSeries(runs: runs)
    }
    var counts: [String: Int] = [:]
    let all: [LabeledSeries] = try LineFile.read(file) { (series) throws(JSONError) in try series.check() }
    return all.filter { series in
      counts[series.noise + " " + series.family.rawValue, default: 0] += 1
      return counts[series.noise + " " + series.family.rawValue, default: 0] <= arguments.series
    }
  }
}

/// Writes a line to stderr.
func complain(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
