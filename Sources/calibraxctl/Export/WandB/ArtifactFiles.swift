import CalibraxJSON
import CalibraxModel
import CalibraxStore
import CalibraxYAML
import Glibc

/// The files that belong to what is exported, without the secrets in them.
struct ArtifactFiles {
  /// How the artifact is called, before the run's identifier.
  let name: String
  let type: String
  /// The folder that the files are in; `nil` when nobody knows it.
  let directory: String?
  /// The files in it that belong to the artifact; a folder, which ends with a slash, stands for all below it.
  let names: [String]
  /// What tells that the folder is the run's.
  private let proof: Proof?
  /// A document of our own that goes with them.
  var document: (name: String, json: JSON)?

  init(_ name: String, type: String, of run: Run, names: [String], proof: Proof) {
    self.name = name
    self.type = type
    self.names = names
    self.proof = proof
    directory = run.metadata["artifacts"]?["directory"]?.string
  }

  /// A document alone.
  init(_ name: String, type: String, document: (name: String, json: JSON)) {
    (self.name, self.type, self.document) = (name, type, document)
    (directory, names, proof) = (nil, [], nil)
  }

  /// What a file of the folder says, and the run too. A run may name any folder; what is in one of another run, or of
  /// nobody's, is not for others to see.
  struct Proof {
    /// The file, and the members that lead to what it says.
    let file: String
    let path: [String]
    let value: JSON?

    init(_ file: String, _ path: [String], _ value: JSON?) {
      (self.file, self.path, self.value) = (file, path, value)
    }

    fileprivate func holds(in directory: String) -> Bool {
      guard let value, let bytes = try? SystemFiles().read(directory + "/" + file),
        let document = try? YAML.document(bytes).json
      else { return false }
      let redaction = Redaction(of: document)
      // What was stored before may have kept something that is a secret now.
      return redaction.applied(to: path.reduce(document) { $0[$1] ?? .null }).spelledOut
        == redaction.applied(to: value)
    }
  }

  /// Why files that there were cannot go along; `nil` when they can, or there are none.
  var problem: String? {
    guard let directory, let proof, !proof.holds(in: directory) else { return nil }
    return "\(directory) does not hold the files of this run any more"
  }

  /// The files that there are, in alphabetical order, relative to the directory.
  func found() -> [String] {
    guard let directory, problem == nil else { return [] }
    let files = SystemFiles()
    var found: [String] = []
    func look(_ name: String) {
      if name.hasSuffix("/") {
        for child in (try? files.list(directory + "/" + name)) ?? [] {
          var status = stat()
          guard lstat("\(directory)/\(name)\(child)", &status) == 0 else { continue }
          if status.st_mode & S_IFMT == S_IFDIR { look(name + child + "/") } else { look(name + child) }
        }
        return
      }
      var status = stat()
      // No link: what it leads to may be anywhere.
      guard lstat(directory + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        RedactedCopy(name) != nil
      else { return }
      found.append(name)
    }
    for name in names { look(name) }
    return found.sorted()
  }

  /// Writes copies without secrets into a folder: the run can be uploaded when the files have gone.
  ///
  /// - Returns: The copies by their names in the artifact.
  func copy(into folder: String) throws(Failure) -> [(name: String, path: String)] {
    let names = found()
    let redaction = try redaction(of: names)
    var output = try OutputFolder(folder)
    var copies: [(name: String, path: String)] = []
    for name in names {
      guard let copy = RedactedCopy(name) else { continue }
      try output.write(copy.bytes(InputFile.read((directory ?? "") + "/" + name), without: redaction), to: name)
      copies.append((name, folder + "/" + name))
    }
    if let document {
      try output.write(
        JSONWriter.indented(JSONWriter.bytes(of: redaction.applied(to: document.json))), to: document.name)
      copies.append((document.name, folder + "/" + document.name))
    }
    return copies
  }

  /// What the configuration calls secret, or any of the files, is so wherever it stands.
  private func redaction(of names: [String]) throws(Failure) -> Redaction {
    var redaction = Redaction(of: document?.json ?? .null)
    guard let directory else { return redaction }
    if let bytes = try? SystemFiles().read(directory + "/config.yml") { RedactedCopy.yaml.learn(bytes, &redaction) }
    for name in names { try RedactedCopy(name)?.learn(InputFile.read(directory + "/" + name), &redaction) }
    return redaction
  }
}
