import Glibc

/// Measures calibrax beside its peers and its limits.
@main
enum CalibraxBench {
  static func main() {
    signal(SIGPIPE, SIG_IGN)
    let arguments: Arguments
    do {
      arguments = try Arguments(Array(CommandLine.arguments.dropFirst()), rows: allRows.map { $0.name })
    } catch {
      complain("\(error)\n\(Arguments.helpText)")
      exit(2)
    }
    switch arguments {
    case .help: print(Arguments.helpText)
    case .list: for row in allRows { print(row.name.padded(to: 10) + row.summary) }
    case .serve(let server, let path):
      let code = server.serve(at: path)
      complain("calibrax-bench: cannot serve: \(String(cString: strerror(code)))")
      exit(3)
    case .measure(let settings, let json): exit(measure(settings, json: json))
    }
  }

  /// Measures the rows that were asked for; a row that fails does not stop the others.
  private static func measure(_ settings: Settings, json: Bool) -> Int32 {
    Leftovers.removeWhenInterrupted()
    #if DEBUG
      complain("calibrax-bench: this is a debug build, its figures say nothing: swift build -c release")
    #endif
    var measurements: [Measurement] = []
    var code: Int32 = 0
    for row in allRows where settings.rows.isEmpty || settings.rows.contains(row.name) {
      do {
        let results = try row.measure(settings)
        measurements += results
        if !json { print(Report.text(of: results, title: "\(row.name): \(row.summary)"), terminator: "\n\n") }
      } catch {
        complain("calibrax-bench: \(row.name): \(error)")
        code = 1
      }
      Leftovers.removeAll()
    }
    if json { print(Report.json(of: measurements)) }
    return code
  }
}

/// Writes a line to stderr.
func complain(_ text: String) {
  let bytes = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}
