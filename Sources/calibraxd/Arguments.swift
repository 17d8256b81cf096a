import CalibraxJSON
import CalibraxServer
import CalibraxStore

/// What the command line asks for.
enum Arguments {
  case serve(Server.Options)
  case help
  case version

  static let helpText = """
    Usage: calibraxd [--data DIR] [--socket PATH] [--tcp HOST:PORT] [--token-file FILE]
                     [--durability everysec|always] [--keep-days N] [--keep-megabytes N]

    Serves a data directory over JSON-RPC, one request a line.

      --data DIR       the data directory, made if it is not there
                       (else CALIBRAX_DATA, else ./benchmark-data)
      --socket PATH    the Unix socket to listen on (else DIR/calibrax.sock)
      --tcp HOST:PORT  listen there too; port 0 chooses one. Without tokens only on the
                       loopback interface
      --token-file FILE
                       lines of a role and a token of 16 characters or more, as "writer
                       TOKEN" or "reader TOKEN": TCP connections must show one; readers
                       change nothing
      --durability everysec|always
                       when recorded samples are answered: when they are written, and
                       synced every second, or when they are synced (else everysec)
      --keep-days N    remove segments of recorded samples N days after their last sample
      --keep-megabytes N
                       remove the oldest segments when all together take more
      --version        print the version
      --help           print this

    When it listens it prints one line: calibraxd ready unix=PATH tcp=HOST:PORT data=DIR
    SIGTERM and SIGINT stop it after what is in flight is finished.

    """

  private static let flags = [
    "--data", "--socket", "--tcp", "--token-file", "--durability", "--keep-days", "--keep-megabytes", "--version",
    "--help",
  ]

  init(_ arguments: [String], environment: (String) -> String?) throws(UsageError) {
    var options = Server.Options(
      data: environment("CALIBRAX_DATA").flatMap { $0.isEmpty ? nil : $0 } ?? "./benchmark-data")
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      let flag = parts[0]
      if flag == "--help" || flag == "-h" {
        self = .help
        return
      }
      if flag == "--version" {
        self = .version
        return
      }
      guard Self.flags.contains(flag) else {
        let hint = nearest(to: flag, among: Self.flags).map { "did you mean \($0)?" } ?? "see calibraxd --help"
        throw UsageError(description: "unknown argument \"\(argument)\"; \(hint)")
      }
      guard let value = parts.count > 1 ? parts[1] : rest.popFirst(), !value.isEmpty else {
        throw UsageError(description: "\(flag) needs a value; see calibraxd --help")
      }
      switch flag {
      case "--data": options.data = value
      case "--socket": options.socket = value
      case "--token-file": options.tokenFile = value
      case "--durability":
        guard let durability = SeriesStore.Durability(rawValue: value) else {
          throw UsageError(description: "--durability is everysec or always, not \"\(value)\"")
        }
        options.durability = durability
      case "--keep-days": options.retention.age = Int(try Self.amount(value, flag) * 86_400)
      case "--keep-megabytes": options.retention.size = Int(try Self.amount(value, flag) * 1_000_000)
      default: options.tcp = try Self.address(value)
      }
    }
    self = .serve(options)
  }

  private static func address(_ text: String) throws(UsageError) -> String {
    guard let colon = text.lastIndex(of: ":"), UInt16(text[text.index(after: colon)...]) != nil else {
      throw UsageError(description: "--tcp needs HOST:PORT, as 127.0.0.1:7777, not \"\(text)\"")
    }
    return text
  }

  private static func amount(_ text: String, _ flag: String) throws(UsageError) -> Double {
    guard let amount = (try? JSON(parsing: Array(text.utf8)))?.double, amount >= 0, amount <= 1e9 else {
      throw UsageError(description: "\(flag) needs a number from 0 on, not \"\(text)\"")
    }
    return amount
  }
}

/// A command line that makes no sense, as a sentence.
struct UsageError: Error, CustomStringConvertible {
  let description: String
}
