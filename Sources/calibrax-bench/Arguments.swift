/// What the command line asks for.
enum Arguments {
  case measure(Settings, json: Bool)
  case list
  case help
  /// Be a server that rows measure against, at a path; the bench starts itself so.
  case serve(LimitServer, String)

  static let helpText = """
    Usage: calibrax-bench [--list] [--json] [--repeats N] [ROW ...]

    Measures calibrax beside its peers and its limits, in one run. Without ROW, everything.

      --list        list the rows
      --json        print JSON in place of tables
      --repeats N   how often each figure is taken, 1 to 1000 (default 5)
      --help        print this

    CALIBRAX_BENCH_PYTHON names a Python interpreter for the peers in Python (default python3),
    CALIBRAX_BENCH_REDIS a Redis server (default redis-server).
    """

  init(_ arguments: [String], rows: [String]) throws(UsageError) {
    var settings = Settings()
    var json = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h":
        self = .help
        return
      case "--list":
        self = .list
        return
      case "--json": json = true
      case "--repeats":
        guard let repeats = rest.popFirst().flatMap({ Int($0) }), (1...1_000).contains(repeats) else {
          throw UsageError(description: "calibrax-bench: --repeats needs a number from 1 to 1000")
        }
        settings.repeats = repeats
      case "--serve":
        guard let server = rest.popFirst().flatMap({ LimitServer(rawValue: $0) }), let path = rest.popFirst() else {
          throw UsageError(description: "calibrax-bench: --serve needs a server and a path")
        }
        self = .serve(server, path)
        return
      case let row where rows.contains(row): settings.rows.append(row)
      default:
        let kind = argument.hasPrefix("-") ? "argument" : "row"
        throw UsageError(description: "calibrax-bench: unknown \(kind) \"\(argument)\"")
      }
    }
    self = .measure(settings, json: json)
  }
}

/// What to measure, and how.
struct Settings {
  /// The rows asked for; all when empty.
  var rows: [String] = []
  /// How often each figure is taken.
  var repeats = 5
}

/// A command line that makes no sense, as a sentence.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}
