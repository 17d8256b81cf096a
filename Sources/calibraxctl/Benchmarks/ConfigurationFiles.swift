import CalibraxModel
import CalibraxStore
import CalibraxYAML

/// The configurations of benchmarks that a file, or the files of a folder, hold.
struct ConfigurationFiles {
  /// A benchmark with its configuration.
  struct Entry {
    var key: String
    var node: YAMLNode
    /// The file that it is in.
    var file: String
  }

  private(set) var entries: [Entry] = []
  private(set) var messages: [BenchmarkMessage] = []

  /// Reads a file, or the files of a folder whose names end in .yaml, .yml or .json, in alphabetical order.
  ///
  /// A file that cannot be read is told of and costs no other.
  init(_ path: String) throws(Failure) {
    let names: [String]
    do throws(FileError) {
      names = try SystemFiles().list(path).filter { name in
        !name.hasPrefix(".") && [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
      }.sorted()
    } catch {
      try read(path, InputFile.read(path))
      return
    }
    guard !names.isEmpty else {
      throw Failure(
        code: .refused, message: "no configuration in \(path)",
        hint: "Put files that end in .yaml, .yml or .json there.")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    for name in names {
      do throws(Failure) { try read(folder + name, InputFile.read(folder + name)) } catch {
        tell(.error, folder + name, nil, "Configuration Error: \(error.message)")
      }
    }
  }

  /// Leaves out the others.
  mutating func keepOnly(_ names: [String]) throws(Failure) {
    if let name = names.first(where: { name in !entries.contains { $0.key == name } }) {
      throw .usage("no benchmark \"\(name)\" is configured", meant: name, among: entries.map(\.key))
    }
    entries = entries.filter { names.contains($0.key) }
  }

  private mutating func read(_ file: String, _ bytes: [UInt8]) throws(Failure) {
    do throws(YAMLError) {
      for document in try YAML.documents(bytes) { take(document, file) }
    } catch {
      tell(.error, file, error.mark, "Configuration Error: column \(error.mark.column): \(error.message)")
    }
  }

  private mutating func take(_ document: YAMLNode, _ file: String) {
    switch document.content {
    case .null: return
    case .mapping(let members):
      for member in members {
        let key = member.key.scalar ?? ""
        // Such keys are places for anchors.
        if key.hasPrefix(".") || key.hasPrefix("x-") { continue }
        if let other = entries.first(where: { $0.key == key }) {
          tell(
            .error, file, member.key.mark,
            "Configuration Error: \"\(key)\" is configured in \(other.file) already; give each benchmark a name of its own",
            benchmark: key)
        } else if !Self.isName(key) {
          tell(
            .error, file, member.key.mark,
            "Configuration Error: \"\(key)\" is no name; give 1 to 80 bytes without control characters")
        } else if case .mapping = member.value.content {
          entries.append(Entry(key: key, node: member.value, file: file))
        } else {
          tell(
            .error, file, member.key.mark,
            "Configuration Error: expected host, sources, metrics, table and plots below \"\(key)\"", benchmark: key)
        }
      }
    default:
      tell(
        .error, file, document.mark,
        "Configuration Error: expected the names of benchmarks with their configurations below them")
    }
  }

  /// Whether the store takes a benchmark of this name.
  private static func isName(_ key: String) -> Bool {
    (1...80).contains(key.utf8.count) && !key.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  private mutating func tell(
    _ severity: AlertSeverity, _ file: String, _ mark: YAMLMark?, _ text: String, benchmark: String = ""
  ) {
    var message = BenchmarkMessage()
    (message.severity, message.file, message.line) = (severity, file, mark?.line)
    (message.benchmark, message.message) = (benchmark, text)
    messages.append(message)
  }
}
