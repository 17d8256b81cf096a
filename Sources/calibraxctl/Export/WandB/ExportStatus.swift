import CalibraxJSON
import CalibraxModel

/// Shows how far exports have come.
enum ExportStatus {
  static func show(_ base: String, _ context: borrowing Context) throws(Failure) -> ExitCode {
    let folders = ExportFolder.all(below: base)
    let states = folders.compactMap { ExportFolder.state(in: $0) }
    for folder in folders where ExportFolder.state(in: folder) == nil {
      context.terminal.complain("calibraxctl: \(folder)/state.json cannot be read: the next export begins anew")
    }
    if states.isEmpty, try context.flags.format != .json {
      try context.terminal.print("Nothing was exported yet.")
      return .passed
    }
    let rows =
      [["Run", "State", "Where", "Since"]]
      + states.map { [$0.subject, $0.step.rawValue, $0.reason ?? $0.url ?? $0.folder ?? "-", $0.updatedAt] }
    try context.show(
      JSON.array(states.map { JSON(writing: $0) }), text: { columns(rows) }, markdown: { markdownTable(rows) })
    return .passed
  }
}
