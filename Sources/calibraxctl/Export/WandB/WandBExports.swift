import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Exports what was chosen, one after the other; one that fails costs no other.
struct WandBExports {
  let context: Context
  let source: ExportSource
  /// The folder that all exports are below.
  let base: String
  let choice: WandBSettings.Choice
  /// Seconds for each.
  let timeLimit: Double

  func export(_ chosen: ExportChoice) throws(Failure) -> ExitCode {
    var code = ExitCode.passed
    var states: [ExportState] = []
    switch try source.data(chosen) {
    case .runs(let runs):
      for run in runs {
        do throws(Failure) {
          let content = RunContent.content(
            of: run.run, definitions: run.definitions, report: try report(on: run.run))
          states.append(try export(content, of: run.run.id, as: wandbID(of: run.run.id)))
        } catch {
          context.terminal.complain("calibraxctl: \(error.message)" + (error.hint.map { "\n  \($0)" } ?? ""))
          code = error.code
        }
      }
    case .execution(let execution):
      let id = execution.execution.executionID
      states.append(
        try export(SeriesContent.content(of: execution), of: id, as: wandbID(of: id, isExecution: true)))
    }
    if try context.flags.format == .json {
      try context.show(JSON.array(states.map { JSON(writing: $0) }), text: { "" }, markdown: { "" })
    }
    return code
  }

  private func export(
    _ content: WandBContent, of subject: String, as identifier: String
  ) throws(Failure) -> ExportState {
    let settings = try choice.settings(for: content)
    let folder = try ExportFolder(base + "/" + identifier)
    var export = WandBExport(
      content, of: subject, as: identifier, settings, in: folder, timeLimit: timeLimit)
    try export.run()
    if try context.flags.format != .json { try context.terminal.print(text(export)) }
    return export.state
  }

  private func text(_ export: WandBExport) -> String {
    let state = export.state
    let subject = printable(state.subject)
    if state.step == .synced {
      let head = export.wasThere ? "\(subject) was exported before" : "Exported \(subject) to W&B"
      return head + (state.url.map { "\nView run at \($0)" } ?? "")
    }
    return """
      \(export.wasThere ? "\(subject) was written before" : "Exported \(subject) to W&B (offline mode)")
        Folder: \(state.folder ?? "")
        Upload it with: wandb sync \(shellWord(state.folder ?? ""))
      """
  }

  /// How a run compares with its baseline; `nil` when there is none, or it is that itself.
  private func report(on run: Run) throws(Failure) -> CheckReport? {
    var params = Check.Params()
    params.runID = run.id
    params.baseline = context.flags["--baseline"]
    do throws(Failure) {
      let report = try source.call(Check.self, params)
      return report.baselineID == run.id ? nil : report
    } catch {
      // That there is none is no mistake, unless it was named.
      if error.code != .nothingToJudge || params.baseline != nil {
        context.terminal.complain("calibraxctl: without the analysis: \(error.message)")
      }
      return nil
    }
  }
}

/// A text as a word of a shell's command line.
func shellWord(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.utf8.allSatisfy { byte in
      byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "/._-+=:,@%".utf8.contains(byte)
    }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
