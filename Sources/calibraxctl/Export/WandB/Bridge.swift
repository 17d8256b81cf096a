import CalibraxJSON
import CalibraxModel
import CalibraxSystem
import Glibc

/// The official SDK of W&B, in a Python process that is told a command a line.
final class Bridge {
  /// The interpreter: a name that is looked for in `PATH`, or a path.
  private static let python = getenv("CALIBRAX_PYTHON").map { String(cString: $0) } ?? "python3"

  private var process: LineProcess?
  /// When it has to be done, by the uptime clock.
  var deadline: Double

  /// Starts it and finds out whether the SDK is there.
  init(until deadline: Double) throws(Failure) {
    var process: LineProcess
    do throws(SpawnError) {
      process = try LineProcess([Self.python, "-c", String(decoding: PackageResources.bridge_py, as: UTF8.self)])
    } catch {
      throw Failure(
        code: .unreachable, message: "W&B needs Python 3.10 or newer: \(error.reason)",
        hint: "Install it, or name it by CALIBRAX_PYTHON; then python3 -m pip install 'wandb>=0.31,<1'")
    }
    do throws(Failure) { _ = try Self.ask(["command": "hello"], &process, deadline) } catch {
      _ = process.end(until: uptime() + Self.farewell)
      throw error
    }
    self.process = consume process
    self.deadline = deadline
  }

  /// Seconds that it may take to end.
  private static let farewell = 5.0

  /// Tells it a command and waits for what comes of it.
  @discardableResult
  func ask(_ command: JSON) throws(Failure) -> JSON {
    guard var process = process.take() else { throw Failure(code: .unreachable, message: "the SDK has ended") }
    let answer = Result { () throws(Failure) in try Self.ask(command, &process, deadline) }
    self.process = consume process
    return try answer.get()
  }

  private static func ask(
    _ command: JSON, _ process: inout LineProcess, _ deadline: Double
  ) throws(Failure) -> JSON {
    let answer: [UInt8]
    do throws(LineProcess.Failure) {
      answer = try process.ask(JSONWriter.bytes(of: command), until: deadline)
    } catch {
      let doing = command["command"]?.string ?? ""
      switch error {
      case .timedOut: throw Failure(code: .unreachable, message: "the time limit was reached at \(doing)")
      case .ended: throw Failure(code: .unreachable, message: "the Python process of the SDK ended at \(doing)")
      }
    }
    let json = try? JSON(parsing: answer)
    if let json, json["ok"] == true { return json }
    let text = printable(String(decoding: answer, as: UTF8.self), limit: 200)
    throw Failure(
      code: .unreachable, message: json?["error"]?.string ?? "the SDK answered what nobody can read: \(text)")
  }

  /// Ends it.
  ///
  /// - Returns: What it wrote to stderr, if it did not end well.
  @discardableResult
  func end() -> String? {
    guard let process = process.take() else { return nil }
    return switch process.end(until: min(deadline, uptime() + Self.farewell)) {
    case .exited(0, _): nil
    case .exited(_, let stderr), .signalled(_, let stderr), .timedOut(let stderr): stderr
    case .notStarted(let reason): reason
    }
  }
}
