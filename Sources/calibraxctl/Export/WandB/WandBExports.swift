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
            of: run.run, definitions: run.definitions, objectives: try objectives(of: run.run),
            report: try report(on: run.run))
          states.append(try export(content, of: run.run.id, as: wandbID(of: run.run.id)))
        } catch {
          context.terminal.complain("calibraxctl: \(error.message)" + (error.hint.map { "\n  \($0)" } ?? ""))
          code = error.code
        }
      }
    case .execution(let execution):
      let id = execution.execution.executionID
      if context.flags.has("--follow"), execution.execution.state == .running {
        states.append(try follow(execution.execution))
      } else {
        states.append(
          try export(SeriesContent.content(of: execution), of: id, as: wandbID(of: id, isExecution: true)))
      }
    }
    if try context.flags.format == .json {
      try context.show(JSON.array(states.map { JSON(writing: $0) }), text: { "" }, markdown: { "" })
    }
    return code
  }

  private func export(
    _ content: WandBContent, of subject: String, as identifier: String, in open: ExportFolder? = nil
  ) throws(Failure) -> ExportState {
    let content = content.redacted()
    let settings = try choice.settings(for: content)
    let folder: ExportFolder
    if let open { folder = open } else { folder = try ExportFolder(base + "/" + identifier) }
    var export = WandBExport(
      content, of: subject, as: identifier, settings, in: folder, timeLimit: timeLimit)
    try export.run(isAnew: context.flags.has("--again"))
    if let problem = export.missingFiles { context.terminal.complain("calibraxctl: without files: \(problem)") }
    try tell(export.state, wasThere: export.wasThere)
    return export.state
  }

  private func follow(_ execution: Execution) throws(Failure) -> ExportState {
    var content = SeriesContent.head(of: execution)
    // It will be another when it has ended.
    content.config["state"] = nil
    let settings = try choice.settings(for: content.redacted())
    let identifier = wandbID(of: execution.executionID, isExecution: true)
    let folder = try ExportFolder(base + "/" + identifier)
    let follow = WandBFollow(
      terminal: context.terminal, source: source, feed: try WatchCommand.feed(of: execution.executionID, context.flags),
      settings: settings, folder: folder, timeLimit: timeLimit)
    var state = ExportState(of: execution.executionID, as: identifier, settings)
    try follow.run(&state, content)
    // What could not be seen while it ran is uploaded now.
    if state.step == .written, settings.mode == .online {
      return try export(
        SeriesContent.content(of: try source.reconnected().execution(execution.executionID)),
        of: execution.executionID, as: identifier, in: folder)
    }
    try tell(state, wasThere: false)
    return state
  }

  private func tell(_ state: ExportState, wasThere: Bool) throws(Failure) {
    if try context.flags.format != .json { try context.terminal.print(text(state, wasThere: wasThere)) }
  }

  private func text(_ state: ExportState, wasThere: Bool) -> String {
    let subject = printable(state.subject)
    if state.step == .synced {
      let head = wasThere ? "\(subject) was exported before; --again exports it anew" : "Exported \(subject) to W&B"
      return head + (state.url.map { "\nView run at \($0)" } ?? "")
    }
    return """
      \(wasThere ? "\(subject) was written before" : "Exported \(subject) to W&B (offline mode)")
        Folder: \(state.folder ?? "")
        Upload it with: \(SyncLine.text(state))
      """
  }

  /// What the store's objectives came to.
  private func objectives(of run: Run) throws(Failure) -> [ObjectiveResult] {
    var params = Summary.Params()
    params.runID = run.id
    let summary = try source.call(Summary.self, params)
    if let problem = summary.objectivesProblem {
      context.terminal.complain("calibraxctl: without the objectives: \(problem)")
    }
    return summary.objectives ?? []
  }

  /// How a run compares with its baseline; `nil` when there is none, or it is that itself.
  private func report(on run: Run) throws(Failure) -> CheckReport? {
    var params = Check.Params()
    params.runID = run.id
    params.baseline = context.flags["--baseline"]
    params.method = try context.flags.choice("--method", of: CheckMethod.self) ?? .threshold
    do throws(Failure) {
      let report = try source.call(Check.self, params)
      return report.compared == 0 || report.baselineID == run.id ? nil : report
    } catch {
      // What was named must be there; that there is none is no mistake.
      if params.baseline != nil { throw error }
      if error.code != .nothingToJudge {
        context.terminal.complain("calibraxctl: without the analysis: \(error.message)")
      }
      return nil
    }
  }
}
