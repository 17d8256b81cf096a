import CalibraxClient
import CalibraxJSON
import CalibraxRPC

/// What the program says by its exit status; there are no others.
enum ExitCode: Int32 {
  case passed = 0
  /// Or an objective is not met, or not healthy, where that is asked for.
  case regressed = 1
  case usage = 2
  case unreachable = 3
  case nothingToJudge = 4
  case refused = 5
  case notAllowed = 6
  case interrupted = 130
}

/// Why a command ends without having done its work.
struct Failure: Error {
  var code: ExitCode
  var message: String
  var hint: String?

  /// A command line that makes no sense.
  static func usage(_ message: String, meant name: String? = nil, among names: [String] = []) -> Failure {
    let meant = name.flatMap { nearest(to: $0, among: names) }
    return Failure(code: .usage, message: message, hint: meant.map { "Did you mean \($0)?" })
  }

  /// A flag whose value is none of its words.
  static func usage(_ flag: String, isNot word: String, among words: [String]) -> Failure {
    .usage("\(flag) is \(alternatives(words)), not \"\(word)\"", meant: word, among: words)
  }

  init(code: ExitCode, message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  init(_ error: ClientError) {
    message = error.description
    switch error {
    case .address: code = .usage
    case .unreachable, .disconnected, .timeout, .protocolViolation: code = .unreachable
    case .cancelled: code = .interrupted
    case .refused(let refusal):
      code = Failure.code(of: refusal)
      hint = Failure.hint(on: refusal)
    }
  }

  /// What to do: a token comes from the environment, wherever the server has it from.
  private static func hint(on error: RPCError) -> String? {
    switch error.code {
    case .unauthenticated: "Set CALIBRAX_TOKEN to a token of the file that the server was started with."
    case .forbidden: "Set CALIBRAX_TOKEN to a token whose role is writer."
    default: error.hint
    }
  }

  private static func code(of error: RPCError) -> ExitCode {
    switch error.code {
    case .unauthenticated, .forbidden: .notAllowed
    case .readOnly, .unavailable, .internalError: .unreachable
    // A run that was named is bad input; that there is no run or baseline at all leaves nothing to judge.
    case .notFound where error.path == nil: .nothingToJudge
    default: .refused
    }
  }
}
