import CalibraxJSON
import CalibraxModel
import CalibraxSystem
import Glibc

/// The official SDK of W&B, in a Python process that is told a command a line.
final class Bridge {
  /// The interpreter, a path or a name that is looked for in `PATH`: the one that is named, else that of the environment
  /// that we tell people to make, else the usual one.
  static let python: String = {
    if let named = getenv("CALIBRAX_PYTHON"), named.pointee != 0 { return String(cString: named) }
    let own = (getenv("HOME").map { String(cString: $0) } ?? "") + "/.calibrax/wandb/bin/python"
    return access(own, X_OK) == 0 ? own : "python3"
  }()

  private var process: LineProcess?
  /// When it has to be done, by the uptime clock.
  var deadline: Double

  /// Starts it and finds out whether the SDK is there.
  init(until deadline: Double) throws(Failure) {
    self.deadline = deadline
    do throws(SpawnError) {
      process = try LineProcess([Self.python, "-c", String(decoding: PackageResources.bridge_py, as: UTF8.self)])
    } catch {
      throw Failure(
        code: .unreachable, message: "W&B needs Python 3.10 or newer: \(error.reason)",
        hint: "Install it, or name it by CALIBRAX_PYTHON; then python3 -m pip install 'wandb>=0.31,<1'")
    }
    do throws(Failure) { try ask(["command": "hello"]) } catch {
      end()
      throw error
    }
  }

  /// Tells it a command and waits for what comes of it.
  @discardableResult
  func ask(_ command: JSON) throws(Failure) -> JSON {
    let answer: [UInt8]
    do throws(LineProcess.Failure) { answer = try exchange(JSONWriter.bytes(of: command)) } catch {
      let reason =
        switch error {
        case .timedOut: "the time limit was reached"
        case .ended: "the Python process of the SDK ended" + end()
        }
      throw Failure(code: .unreachable, message: "\(reason) (\(command["command"]?.string ?? ""))")
    }
    let json = try? JSON(parsing: answer)
    if let json, json["ok"] == true { return json }
    let text = printable(String(decoding: answer, as: UTF8.self), limit: 200)
    throw Failure(
      code: json?["kind"] == "input" ? .refused : .unreachable,
      message: json?["error"]?.string ?? "the SDK answered what nobody can read: \(text)")
  }

  private func exchange(_ line: [UInt8]) throws(LineProcess.Failure) -> [UInt8] {
    guard var process = process.take() else { throw .ended }
    let answer = Result { () throws(LineProcess.Failure) in try process.ask(line, until: deadline) }
    self.process = consume process
    return try answer.get()
  }

  /// Seconds that it may take to end.
  private static let farewell = 5.0

  /// Ends it.
  ///
  /// - Returns: How it ended, if not well, as the end of a sentence.
  @discardableResult
  func end() -> String {
    guard let process = process.take() else { return "" }
    return switch process.end(until: min(deadline, uptime() + Self.farewell)) {
    case .exited(0, _), .timedOut, .notStarted: ""
    case .exited(let code, let stderr): " with status \(code)" + havingWritten(stderr)
    case .signalled(let number, let stderr): " by signal \(number)" + havingWritten(stderr)
    }
  }
}
