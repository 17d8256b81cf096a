import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Glibc
import Testing

@testable import calibraxctl

/// Validators in Python are called as they expect, and none of them keeps the others from being called.
@Suite struct CustomValidatorsTests {
  let directory = TemporaryDirectory()

  init() {
    directory.write(
      """
      import os, subprocess, sys, time

      def below(values, params, x_values=None):
          print("noise")
          ok = [v is None or v < params["threshold"] for v in values]
          return ok, {"shapes": [{"x0": x} for x in x_values], "annotations": [{"text": params["name"]}]}

      def runs(values, params, x_values=None):
          exec(params["code"])
          return [True] * len(values), {}

      def short(values, params, x_values=None):
          return [True], {}

      """, to: "modules/mine.py")
  }

  private var validators: CustomValidators { CustomValidators(searchPath: [directory.path("modules")]) }

  private func call(_ function: String, _ params: OrderedMap<JSON> = [:], module: String = "mine") -> CustomCall {
    CustomCall(
      module: module, function: function, params: params, values: [1, nil, 20.5, .nan], x: [1, 2, "a", .null])
  }

  private func below(_ threshold: JSON = 10) -> CustomCall { call("below", ["name": "low", "threshold": threshold]) }

  private func runs(_ code: String) -> CustomCall { call("runs", ["code": .string(code)]) }

  private func messages(_ results: [Result<CustomJudgement, CustomFailure>]) -> [String?] {
    results.map { if case .failure(let failure) = $0 { failure.message } else { nil } }
  }

  @Test func aCurveIsJudgedAndDrawnOver() {
    let x: [JSON] = [1, 2, "a", .null]
    let expected = CustomJudgement(
      ok: [true, true, false, true], shapes: x.map { ["x0": $0] }, annotations: [["text": "low"]])
    #expect(validators.judge([below(), below(10.5)]) == [.success(expected), .success(expected)])
    #expect(validators.judge([]) == [])
  }

  @Test func whatAValidatorDoesWrongIsSaid() {
    let results = validators.judge([
      below("many"), call("short"), call("foo", module: "nomod"), runs("sys.exit(3)"), below(),
    ])
    #expect(
      messages(results) == [
        "TypeError: '<' not supported between instances of 'float' and 'str'",
        "Validator 'short' returned 1 results, expected 4.",
        "Validator 'foo' in module 'nomod' could not be loaded: No module named 'nomod'", "SystemExit: 3", nil,
      ])
  }

  @Test func aValidatorThatEndsTheProcessFailsAlone() {
    let results = validators.judge([
      below(), runs("os._exit(3)"), below(), runs("print('why'); sys.stdout.flush(); os.kill(os.getpid(), 11)"),
      runs("os._exit(0)"), below(),
    ])
    #expect(
      messages(results) == [
        nil, "Validator 'runs' ended its process with status 3, having written: noise.", nil,
        "Validator 'runs' ended its process by signal 11, having written: why.",
        "Validator 'runs' ended its process with status 0.", nil,
      ])
  }

  @Test func atTheTimeLimitEverythingIsKilled() throws {
    let file = directory.path("child")
    var validators = validators
    let wait = "open('\(file)', 'w').write(str(subprocess.Popen(['sleep', '100']).pid)); time.sleep(100)"
    for limit in [1.0, 5, 30] {
      validators.timeLimit = limit
      let results = validators.judge([below(), runs(wait), below()])
      // On a busy machine it is given more time.
      guard let child = directory.read("child").flatMap({ Int32($0) }) else { continue }
      #expect(
        messages(results) == [
          nil, "Validator 'runs' took longer than \(Int(limit)) s.",
          "Validator 'below' was not called: those before it took longer than \(Int(limit)) s.",
        ])
      #expect(eventually { isGone(child) })
      return
    }
    Issue.record("it was not called")
  }

  /// Whether a process has ended, be it that nobody has reaped it.
  private func isGone(_ identifier: Int32) -> Bool {
    guard let stat = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8) else { return true }
    return stat.contains(") Z ")
  }

  @Test func modulesAreFoundWhereTheCallerSaysBeforeAnywhereElse() async {
    directory.write("def below(values, params, x_values=None): return [False] * len(values), {}\n", to: "other/mine.py")
    let first = CustomValidators(searchPath: [directory.path("other"), directory.path("modules")])
    let judgement = CustomJudgement(ok: [false, false, false, false], shapes: [], annotations: [])
    #expect(first.judge([below()]) == [.success(judgement)])
    #expect(messages(CustomValidators().judge([below()]))[0]?.contains("No module named 'mine'") == true)
  }

  @Test func withoutPythonItSaysHowToNameIt() {
    let end = "Install it, or name it by CALIBRAX_PYTHON."
    var validators = validators
    validators.python = "no-such-python"
    let missing =
      "Validators need Python 3.9 or newer, but no-such-python was not started: no-such-python cannot be started: No such "
      + "file or directory. \(end)"
    #expect(messages(validators.judge([below(), below()])) == [missing, missing])
    directory.write("#!/bin/sh\necho 'This is Python 3.8.18' >&2\nexit 1\n", to: "python")
    chmod(directory.path("python"), 0o755)
    validators.python = directory.path("python")
    #expect(
      messages(validators.judge([below()])) == [
        "Validators need Python 3.9 or newer, but \(validators.python) ended its process with status 1, having written: "
          + "This is Python 3.8.18. \(end)"
      ])
  }

  @Test func theVariableNamesPython() async {
    await #expect(processExitsWith: .success) {
      setenv("CALIBRAX_PYTHON", "/opt/python", 1)
      exit(CustomValidators().python == "/opt/python" ? 0 : 1)
    }
  }

  @Test func theProgramThatIsBuiltInIsTheOneInClients() throws {
    let path = Fixtures.repository("Clients/python/calibrax_validators/__main__.py")
    #expect(FileManager.default.contents(atPath: path).map { Array($0) } == PackageResources.validators_py)
  }
}
