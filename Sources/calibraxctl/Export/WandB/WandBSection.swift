import CalibraxJSON
import CalibraxYAML

/// The section `wandb` of a configuration, as Veeksha has it.
struct WandBSection: Record {
  /// Whether anything is exported at all.
  var isEnabled: Bool?
  var project: String?
  var entity: String?
  var group: String?
  var runName: String?
  var tags: [String]?
  var notes: String?
  var mode: String?
  var logsArtifacts: Bool?

  static let fields: Fields<WandBSection> = [
    .optional("enabled", \.isEnabled, "Whether anything is exported."),
    .optional("project", \.project, "The project."),
    .optional("entity", \.entity, "The team or user that the project belongs to."),
    .optional("group", \.group, "What groups related runs."),
    .optional("run_name", \.runName, "What the run is called."),
    .optional("tags", \.tags, "Its tags."),
    .optional("notes", \.notes, "What is to be said of it."),
    .optional("mode", \.mode, "online, offline or disabled."),
    .optional("log_artifacts", \.logsArtifacts, "Whether files go along."),
  ]

  /// Reads the section of a file, whatever else that holds; one without it says nothing.
  static func read(_ path: String) throws(Failure) -> WandBSection {
    let node: YAMLNode
    let bytes = try InputFile.read(path)
    do throws(YAMLError) { node = try YAML.document(bytes) } catch {
      throw Failure(code: .refused, message: "\(path): \(error)", hint: "Give a YAML file with a section wandb.")
    }
    guard let section = node["wandb"] ?? node["benchmark_config"]?["wandb"] else { return WandBSection() }
    do throws(JSONError) { return try WandBSection(stored: section.json) } catch {
      throw Failure(code: .refused, message: "\(path): \(error.under("wandb").sentence)", hint: error.hint)
    }
  }

  /// Reads a section that is JSON.
  init(stored json: JSON) throws(JSONError) {
    // What nobody has said is null there.
    let said = (json.members ?? [:]).reduce(into: OrderedMap<JSON>()) { said, member in
      if member.value != .null { said[member.key] = member.value }
    }
    guard json.members != nil || json == .null else { throw JSONError("expected a mapping") }
    var parser = JSONParser()
    self = try parser.decode(WandBSection.self, from: JSONWriter.bytes(of: said))
  }

  init() {}
}
