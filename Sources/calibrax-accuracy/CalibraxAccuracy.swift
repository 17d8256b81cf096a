import Glibc

/// Measures how well change points are found.
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
    guard let path = arguments.corpus else { throw Refusal("--corpus needs a file") }
    let corpus: [LabeledSeries] = try LineFile.read(path)
    let tables = DetectionTables(corpus).tables(of: Answers.recorded(in: corpus))
    arguments.format.print(tables)
  }
}

/// Writes a line to stderr.
func complain(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
