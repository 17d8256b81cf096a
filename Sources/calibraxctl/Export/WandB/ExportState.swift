import CalibraxJSON

/// How far the export of a run or an execution has come.
struct ExportState: Record, Equatable {
  enum Step: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
    /// It has begun; if nobody is at work, it was interrupted.
    case pending
    /// All of it is in the folder.
    case written
    /// All of it is at the server.
    case synced
    /// It did not go on; a folder that is there is whole.
    case failed
  }

  /// The run, or the execution.
  var subject = ""
  var step = Step.pending
  /// Why it failed.
  var reason: String?
  /// What it is called in W&B, which is always the same, so that nothing is there twice.
  var wandbID = ""
  var project = ""
  var entity: String?
  /// The server that it is for.
  var server: String?
  /// What was exported, as a number: another one means that it has changed.
  var content = ""
  /// The folder that `wandb sync` uploads; only when all is in it.
  var folder: String?
  /// Where it is seen.
  var url: String?
  /// When that was, ISO 8601, UTC.
  var updatedAt = ""

  init() {}

  /// Nothing is done yet.
  init(of subject: String, as wandbID: String, _ settings: WandBSettings) {
    (self.subject, self.wandbID) = (subject, wandbID)
    (project, entity) = (settings.project, settings.entity)
  }

  static let fields: Fields<ExportState> = [
    .required("subject", \.subject, "The run, or the execution."),
    .required("state", \.step, "How far it has come: pending, written, synced or failed."),
    .written("reason", \.reason, "Why it failed."),
    .required("wandb_id", \.wandbID, "What it is called in W&B."),
    .required("project", \.project, "The project."),
    .written("entity", \.entity, "The team or user."),
    .written("server", \.server, "The server."),
    .required("content", \.content, "What was exported, as a number."),
    .written("folder", \.folder, "The folder that wandb sync uploads; only when all is in it."),
    .written("url", \.url, "Where it is seen."),
    .required("updated_at", \.updatedAt, "When that was."),
  ]
}
