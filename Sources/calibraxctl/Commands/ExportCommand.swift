import CalibraxAPI
import CalibraxModel
import CalibraxRPC

/// Writes runs or the series of an execution in a form that other programs read.
enum ExportCommand: Command {
  static let name = "export"
  static let summary = "Export runs, or the series of an execution, for other programs."
  static var details: String {
    let width = (exportTargets.map { $0.name.count }.max() ?? 0) + 2
    return "Targets:\n\n" + exportTargets.map { "  " + padded($0.name, width) + $0.summary }.joined(separator: "\n")
  }
  static let method: (any CalibraxRPC.Method.Type)? = GetRun.self
  private static let target = "--target"

  static var flags: [Flag] {
    var flags =
      [Flag(target, "NAME", alternatives(exportTargets.map { $0.name }) + " (else \(WandBTarget.name)).")]
      + ExportChoice.flags
    for flag in exportTargets.flatMap({ $0.flags }) where !flags.contains(where: { $0.name == flag.name }) {
      flags.append(flag)
    }
    return flags
  }

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let target = try target(context.flags[target] ?? WandBTarget.name)
    try refuseFlags(of: exportTargets, but: target, context.flags)
    let content = try ExportChoice(context.flags).content
    guard target.contents.contains(content) else {
      let able = exportTargets.filter { $0.contents.contains(content) }.map { $0.name }
      throw .usage("\(target.name) cannot show \(content.rawValue); \(alternatives(able)) can")
    }
    return try target.export(context)
  }

  private static func target(_ word: String) throws(Failure) -> any ExportTarget.Type {
    if let target = exportTargets.first(where: { $0.name == word }) { return target }
    throw .usage(target, isNot: word, among: exportTargets.map { $0.name })
  }

  /// Finds a flag that only other targets have.
  static func refuseFlags(
    of targets: [any ExportTarget.Type], but target: any ExportTarget.Type, _ flags: ParsedFlags
  ) throws(Failure) {
    let own = target.flags.map(\.name)
    for flag in flags.given.map(\.name) where !own.contains(flag) {
      let others = targets.filter { $0.flags.contains { $0.name == flag } }.map { $0.name }
      if !others.isEmpty { throw .usage("\(flag) is for --target \(alternatives(others)), not \(target.name)") }
    }
  }
}
