import CalibraxJSON
import CalibraxModel
import CalibraxSystem
import Glibc

/// Validators that users have written in Python, called in a process of their own.
struct CustomValidators {
  /// The interpreter: a name that is looked for in `PATH`, or a path.
  var python = getenv("CALIBRAX_PYTHON").map { String(cString: $0) } ?? "python3"
  /// Folders that modules are looked for in before those of `PYTHONPATH`.
  var searchPath: [String] = []
  /// Seconds for all calls.
  var timeLimit = 60.0

  /// Makes calls, and gives as many results.
  ///
  /// A validator that ends the process fails, and the calls behind it are made in another. At the time limit the process
  /// is killed with all that it has started; what was answered before counts.
  func judge(_ calls: [CustomCall]) -> [Result<CustomJudgement, CustomFailure>] {
    let deadline = uptime() + timeLimit
    var results: [Result<CustomJudgement, CustomFailure>] = []
    while results.count < calls.count {
      let rest = calls[results.count...]
      let (outcome, answers) = run(rest, until: deadline)
      for (call, answer) in zip(rest, answers ?? []) {
        results.append(Result { () throws(CustomFailure) in try CustomJudgement(answer, to: call) })
      }
      let unanswered = calls[results.count...]
      guard let first = unanswered.first else { break }
      if case .timedOut = outcome {
        let limit = "took longer than \(short(timeLimit)) s"
        results.append(.failure(CustomFailure(message: "Validator '\(first.function)' \(limit).")))
        results += unanswered.dropFirst().map { call in
          .failure(CustomFailure(message: "Validator '\(call.function)' was not called: those before it \(limit)."))
        }
      } else if answers != nil {
        results.append(.failure(CustomFailure(message: "Validator '\(first.function)' \(end(outcome)).")))
      } else {
        let message =
          "Validators need Python 3.9 or newer, but \(python) \(end(outcome)). Install it, or name it by CALIBRAX_PYTHON."
        results += unanswered.map { _ in .failure(CustomFailure(message: message)) }
      }
    }
    return results
  }

  /// Runs the program for some calls.
  ///
  /// - Returns: How it ended, and its whole answers; `nil` when it did not get as far as to call anything.
  private func run(
    _ calls: ArraySlice<CustomCall>, until deadline: Double
  ) -> (outcome: ChildProcess.Outcome, answers: ArraySlice<ArraySlice<UInt8>>?) {
    let newline = UInt8(ascii: "\n")
    let inherited = getenv("PYTHONPATH").map { String(cString: $0) } ?? ""
    let path = (searchPath + (inherited.isEmpty ? [] : [inherited])).joined(separator: ":")
    let (outcome, output) = ChildProcess.output(
      of: [python, "-c", String(decoding: PackageResources.validators_py, as: UTF8.self)],
      input: Array(calls.map { JSONWriter.bytes(of: $0.json) + [newline] }.joined()),
      environment: path.isEmpty ? [:] : ["PYTHONPATH": path], timeLimit: deadline - uptime())
    // Behind the last line end there is nothing, or a line that was not finished.
    let lines = output.split(separator: newline, omittingEmptySubsequences: false).dropLast()
    return (outcome, lines.isEmpty ? nil : lines.dropFirst())
  }

  /// How a process ended, as the end of a sentence.
  private func end(_ outcome: ChildProcess.Outcome) -> String {
    switch outcome {
    case .exited(let code, let stderr): "ended its process with status \(code)" + havingWritten(stderr)
    case .signalled(let number, let stderr): "ended its process by signal \(number)" + havingWritten(stderr)
    case .timedOut: "took longer than \(short(timeLimit)) s"
    case .notStarted(let reason): "was not started: " + (reason.hasSuffix(".") ? String(reason.dropLast()) : reason)
    }
  }
}
