import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore
import Glibc

/// Weights & Biases, through its official SDK.
enum WandBTarget: ExportTarget {
  static let name = "wandb"
  static let summary = "Weights & Biases, with the official SDK: config, metrics, tables, alerts, artifacts"
  static let flags = [
    Flag("--project", "NAME", "The project; else that of the file, the run, config.json (else \"benchmarks\")."),
    Flag("--entity", "NAME", "The team or user."),
    Flag("--group", "NAME", "What groups related runs."),
    Flag("--name", "NAME", "What the run is called."),
    Flag("--tags", "A,B", "Its tags; may be repeated."),
    Flag("--notes", "TEXT", "What is to be said of it."),
    Flag("--mode", "MODE", "online, offline or disabled (else WANDB_MODE, else online)."),
    Flag("--no-artifacts", nil, "Export no files."),
    Flag("--config", "FILE.yml", "A file whose section wandb says what flags do not."),
    Flag("--baseline", "NAME", Check.self, "baseline", "The baseline that runs are held against (else main)."),
    Flag(
      "--method", "METHOD", Check.self, "method", "How runs are held against others, as check has it (else threshold)."),
    Flag("--follow", nil, "Go on until the execution ends."),
    Flag("--again", nil, "Export anew what was exported before."),
    Flag("--time-limit", "SECONDS", "How long one run may take (else 300)."),
    Flag("--status", nil, "Only show how far exports have come."),
    Flag.exportOutput,
  ]

  static func export(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let choice = try choice(context.flags)
    let exported = try ExportChoice(context.flags)
    if context.flags.has("--follow"), exported.content != .executions {
      throw .usage("--follow needs the execution that is followed: --execution ID")
    }
    if context.flags.has("--status") {
      return try ExportStatus.show(try base(context, try ExportSource(context)), context)
    }
    if choice.isDisabled {
      try context.terminal.print("Nothing was exported: W&B is disabled.")
      return .passed
    }
    if try choice.mode() == .online { try WandBKey.check() }
    let source = try ExportSource(context)
    let exports = WandBExports(
      context: copy context, source: source, base: try base(context, source),
      choice: try configured(choice, source), timeLimit: try timeLimit(context.flags))
    return try exports.export(exported)
  }

  private static func timeLimit(_ flags: ParsedFlags) throws(Failure) -> Double {
    let limit = try flags.number("--time-limit") ?? 300
    guard limit > 0 else { throw .usage("--time-limit needs a number above 0") }
    return limit
  }

  private static func choice(_ flags: ParsedFlags) throws(Failure) -> WandBSettings.Choice {
    var choice = WandBSettings.Choice()
    if let file = flags["--config"] { choice.file = try WandBSection.read(file) }
    choice.flags.project = flags["--project"]
    choice.flags.entity = flags["--entity"]
    choice.flags.group = flags["--group"]
    choice.flags.runName = flags["--name"]
    choice.flags.notes = flags["--notes"]
    choice.flags.mode = flags["--mode"]
    if flags.has("--tags") {
      choice.flags.tags = flags.all("--tags").flatMap(tags)
    }
    if flags.has("--no-artifacts") { choice.flags.logsArtifacts = false }
    choice.environment.mode = variable("WANDB_MODE")
    choice.environment.project = variable("WANDB_PROJECT")
    choice.environment.entity = variable("WANDB_ENTITY")
    choice.environment.group = variable("WANDB_RUN_GROUP")
    choice.environment.tags = variable("WANDB_TAGS").map(tags)
    choice.environment.notes = variable("WANDB_NOTES")
    choice.server = variable("WANDB_BASE_URL")
    _ = try choice.mode()
    return choice
  }

  /// Tags between commas.
  private static func tags(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0.trimmingPrefix(" ")) }
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The choice with what config.json says.
  private static func configured(
    _ choice: WandBSettings.Choice, _ source: ExportSource
  ) throws(Failure) -> WandBSettings.Choice {
    var choice = choice
    let path = try source.directory() + "/" + StoreLayout.configuration
    guard let bytes = try? SystemFiles().read(path), let json = try? JSON(parsing: bytes) else { return choice }
    choice.store.project = json["wandb_project"]?.string
    choice.store.entity = json["wandb_entity"]?.string
    return choice
  }

  /// The folder that all exports are below.
  private static func base(_ context: borrowing Context, _ source: ExportSource) throws(Failure) -> String {
    if let output = context.flags[Flag.output] { return output }
    let directory = try source.directory()
    guard access(directory, W_OK) == 0 else {
      throw Failure(
        code: .unreachable, message: "cannot write to \(directory), where the store is",
        hint: "Name a folder with \(Flag.output) DIR.")
    }
    return directory + "/exports/wandb"
  }
}
