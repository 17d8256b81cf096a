import CalibraxJSON
import CalibraxModel

/// Where a run goes and what it is called there: what the flags say, else the section of a file, else what was measured
/// with the run, else config.json, else the SDK's variables (WANDB_PROJECT, WANDB_ENTITY, WANDB_RUN_GROUP, WANDB_TAGS,
/// WANDB_NOTES).
struct WandBSettings: Equatable {
  enum Mode: String, CaseIterable {
    case online, offline, disabled
  }

  var project = ""
  var entity: String?
  var group: String?
  var name = ""
  var tags: [String] = []
  var notes: String?
  var mode = Mode.online
  var logsArtifacts = true
  /// The server that the environment names.
  var server: String?

  /// What a project is called when nobody says it (benchkit).
  static let usualProject = "benchmarks"

  /// What is said before a run is looked at.
  struct Choice {
    var flags = WandBSection()
    var file = WandBSection()
    /// What config.json says.
    var store = WandBSection()
    /// What the environment says.
    var environment = WandBSection()
    /// The server that the environment names.
    var server: String?

    /// Whether nothing is to be exported.
    var isDisabled: Bool { file.isEnabled == false || (try? mode()) == .disabled }

    func mode() throws(Failure) -> Mode {
      guard let word = flags.mode ?? file.mode ?? environment.mode else { return .online }
      // As the SDK reads its variable.
      if word == "dryrun", flags.mode == nil, file.mode == nil { return .offline }
      if let mode = Mode(rawValue: word) { return mode }
      let place = flags.mode != nil ? "--mode" : file.mode != nil ? "wandb.mode" : "WANDB_MODE"
      throw .usage(place, isNot: word, among: Mode.allCases.map(\.rawValue))
    }

    /// The settings of a run or execution.
    func settings(for content: WandBContent) throws(Failure) -> WandBSettings {
      let measured = content.section.flatMap { try? WandBSection(stored: $0) } ?? WandBSection()
      var settings = WandBSettings()
      settings.project =
        flags.project ?? file.project ?? measured.project ?? store.project ?? environment.project
        ?? WandBSettings.usualProject
      settings.entity = flags.entity ?? file.entity ?? measured.entity ?? store.entity ?? environment.entity
      settings.group = flags.group ?? file.group ?? content.group ?? measured.group ?? environment.group
      settings.name = flags.runName ?? file.runName ?? measured.runName ?? content.name
      settings.notes = flags.notes ?? file.notes ?? measured.notes ?? environment.notes
      settings.mode = try mode()
      settings.logsArtifacts = flags.logsArtifacts ?? file.logsArtifacts ?? measured.logsArtifacts ?? true
      settings.server = server
      // Those that a run comes with nobody can shorten.
      let tags =
        (flags.tags ?? file.tags ?? [])
        + content.tags.filter { !$0.isEmpty }.map { shortName($0, atMost: longestTag) }
      for tag in tags.isEmpty ? environment.tags ?? [] : tags where !settings.tags.contains(tag) {
        settings.tags.append(tag)
      }
      try settings.check()
      return settings.redacted()
    }
  }

  /// The same without secrets: what is said of a run may hold an address with a password.
  private func redacted() -> WandBSettings {
    let redaction = Redaction()
    var settings = self
    settings.name = redaction.applied(to: name)
    settings.group = group.map { redaction.applied(to: $0) }
    settings.tags = tags.map { redaction.applied(to: $0) }
    settings.notes = notes.map { redaction.applied(to: $0) }
    return settings
  }

  /// Characters that a tag may have.
  static let longestTag = 64

  /// Finds what the server would refuse.
  private func check() throws(Failure) {
    if let bad = project.first(where: { "/\\#?%:".contains($0) }) {
      throw .usage("the project \"\(project)\" has \(bad) in it; none of / \\ # ? % : may be")
    }
    if project.count > 128 { throw .usage("the project has \(project.count) characters; at most 128 may be") }
    if let tag = tags.first(where: { $0.isEmpty || $0.count > Self.longestTag }) {
      throw .usage("the tag \"\(tag)\" has \(tag.count) characters; 1 to 64 may be")
    }
  }
}
