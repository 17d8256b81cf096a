import CalibraxJSON
import CalibraxModel

/// What is exported of a run or an execution: pure data, before anything is written.
struct WandBContent {
  /// How the run is called, where nobody has said it.
  var name = ""
  /// The group and the tags that it comes with.
  var group: String?
  var tags: [String] = []
  /// The `wandb` section that was measured with it, where there is one.
  var section: JSON?
  /// What is known of how it was measured.
  var config = OrderedMap<JSON>()
  /// What is logged, in order.
  var commands: [BridgeCommand] = []
  /// How it compares with others, logged behind that; another baseline makes no other run of it.
  var analysis: [BridgeCommand] = []
  /// The files that belong to it.
  var files: ArtifactFiles?
  /// 0, or 1 of a benchmark that has failed.
  var exitCode = 0

  /// What is secret in it.
  var redaction: Redaction { Redaction(of: .object(config), section ?? .null, files?.document?.json ?? .null) }

  /// The same without secrets: what one place calls secret is taken out everywhere.
  func redacted() -> WandBContent {
    let redaction = redaction
    var keys = RedactedNames(redaction)
    var content = self
    content.name = redaction.applied(to: name)
    content.group = group.map { redaction.applied(to: $0) }
    content.tags = tags.map { redaction.applied(to: $0) }
    content.config = redaction.applied(to: .object(config)).spelledOut.members ?? [:]
    content.section = section.map { redaction.applied(to: $0) }
    content.commands = commands.map { $0.redacted(redaction, &keys) }
    content.analysis = analysis.map { $0.redacted(redaction, &keys) }
    return content
  }
}
