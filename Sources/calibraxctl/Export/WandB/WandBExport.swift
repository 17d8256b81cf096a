import CalibraxJSON
import CalibraxModel
import CalibraxSystem

/// Brings one run or execution to W&B: it is written as an offline run, which needs no network, and then uploaded with the
/// SDK's own `wandb sync`. Each step is done once: the state says which are done, and what has changed begins anew.
struct WandBExport {
  private let folder: ExportFolder
  private let settings: WandBSettings
  /// Without secrets.
  private let content: WandBContent
  /// When it has to be done, by the uptime clock.
  private let deadline: Double
  private(set) var state: ExportState
  /// Why it was written without the files that there were.
  private(set) var missingFiles: String?
  /// Whether it was done before.
  private(set) var wasThere = false

  init(
    _ content: WandBContent, of subject: String, as wandbID: String, _ settings: WandBSettings, in folder: ExportFolder,
    timeLimit: Double
  ) {
    self.content = content
    self.settings = settings
    self.folder = folder
    deadline = uptime() + timeLimit
    state = ExportState(of: subject, as: wandbID, settings)
    state.content = Self.number(of: self.content, settings)
  }

  /// Does what is not done yet.
  ///
  /// - Parameter isAnew: Whether what is done already is done again.
  mutating func run(isAnew: Bool) throws(Failure) {
    if !isAnew, let old = ExportFolder.state(in: folder.path), old.content == state.content { try goOn(from: old) }
    if wasThere { return }
    do throws(Failure) {
      if state.folder == nil { try begin() }
      let bridge = try Bridge(until: deadline)
      defer { bridge.end() }
      if state.folder == nil { try write(bridge) }
      if settings.mode == .online { try upload(bridge) }
    } catch {
      throw folder.failure(&state, error)
    }
  }

  /// Takes up what an earlier export of the same has done.
  private mutating func goOn(from old: ExportState) throws(Failure) {
    let written = old.folder.flatMap { folder.isWhole($0) ? $0 : nil }
    guard old.step == .synced || written != nil else { return }
    state = old
    state.folder = written
    // Somebody may have uploaded it by hand.
    if old.step != .synced, let url = written.flatMap({ folder.mark(in: $0) }) {
      (state.step, state.reason, state.url) = (.synced, nil, url.isEmpty ? nil : url)
      // To which server, nobody knows.
      if url.isEmpty { state.server = nil }
      try folder.keep(&state)
    }
    if state.step == .synced, let server = settings.server, let other = state.server, server != other {
      // It is at another server.
      if let written { folder.unmark(written) }
      (state.step, state.url) = (written == nil ? .pending : .written, nil)
    }
    wasThere = state.step == .synced || settings.mode == .offline && written != nil
  }

  /// Nothing of an earlier export is left: it was not whole, or something else.
  private mutating func begin() throws(Failure) {
    try folder.keep(&state)
    folder.clear()
  }

  private mutating func write(_ bridge: Bridge) throws(Failure) {
    let opened = try bridge.ask(settings.opening(content, state, in: folder.path))
    for command in content.commands + content.analysis { try bridge.ask(command.json) }
    if settings.logsArtifacts, let files = content.files {
      missingFiles = files.problem
      let copies = try files.copy(into: folder.artifacts)
      let name = "\(files.name)-\(state.wandbID)"
      if !copies.isEmpty { try bridge.ask(BridgeCommand.artifact(name: name, type: files.type, files: copies).json) }
    }
    let end = try bridge.ask(["command": "finish", "exit_code": .number(JSONNumber(content.exitCode))])
    (state.step, state.reason, state.folder) = (.written, nil, end["folder"]?.string)
    state.server = opened["server"]?.string
    try folder.keep(&state)
  }

  private mutating func upload(_ bridge: Bridge) throws(Failure) {
    let left = max(1, deadline - uptime() - 1)
    let answer: JSON
    do throws(Failure) {
      answer = try bridge.ask([
        "command": "sync", "folder": .string(state.folder ?? ""), "time_limit": .number(JSONNumber(left)),
      ])
    } catch {
      // Something of it has gone: the next export writes it again.
      if error.code == .refused { state.folder = nil }
      throw error
    }
    (state.step, state.reason, state.url) = (.synced, nil, answer["url"]?.string)
    state.server = answer["server"]?.string
    try folder.keep(&state)
  }

  /// What tells one content from another. Files are what they were when the run was stored: those that have gone since, or
  /// were moved, make no other run of it, and neither does another baseline.
  static func number(of content: WandBContent, _ settings: WandBSettings) -> String {
    let parts: [JSON] =
      [settings.opening(content, ExportState(), in: "")] + content.commands.map(\.json)
      + [
        .bool(settings.logsArtifacts),
        content.files?.document?.json ?? .null,
      ] + [.number(JSONNumber(content.exitCode))]
    return String(fnv1a(parts.lazy.flatMap { JSONWriter.bytes(of: $0) }), radix: 16)
  }
}

extension WandBSettings {
  /// What begins a run.
  func opening(_ content: WandBContent, _ state: ExportState, in directory: String, mode: Mode = .offline) -> JSON {
    func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
    return [
      "command": "init", "directory": .string(directory), "run_id": .string(state.wandbID),
      "project": .string(project), "entity": text(entity), "group": text(group), "name": .string(name),
      "tags": .array(tags.map { .string($0) }), "notes": text(notes), "mode": .string(mode.rawValue),
      "config": .object(content.config),
    ]
  }
}
