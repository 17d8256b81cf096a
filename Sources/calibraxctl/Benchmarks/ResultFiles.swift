import CalibraxDashboard
import CalibraxModel
import CalibraxReading
import Glibc

/// The result files of a tab in a folder.
struct ResultFiles {
  /// Their paths below the folder, in alphabetical order.
  private(set) var paths: [String] = []
  /// What was to be found and is not there.
  private(set) var notes: [String] = []

  init(_ rules: FileRules, in root: String) throws(Failure) {
    var found = Set<String>()
    for folder in rules.folders {
      guard let folder = inside(folder) else { continue }
      guard isThere(root, folder, S_IFDIR) else {
        notes.append("sources.folders: \"\(folder)\" is no folder of the source.")
        continue
      }
      found.formUnion(try Self.contents(of: root, below: folder).filter(ResultFile.isOne))
    }
    var all: [String]?
    for file in rules.files {
      guard let path = inside(file) else { continue }
      if isThere(root, path, S_IFREG) {
        if ResultFile.isOne(path) {
          found.insert(path)
        } else {
          notes.append("sources.files: \"\(path)\" is neither .csv nor .json.")
        }
        continue
      }
      guard let pattern = try? Pattern(file) else {
        notes.append("sources.files: \"\(file)\" is no file of the source, and no regular expression.")
        continue
      }
      if all == nil { all = try Self.contents(of: root, below: "") }
      let matching = (all ?? []).filter { ResultFile.isOne($0) && pattern.isFound(in: $0) }
      if matching.isEmpty { notes.append("sources.files: \"\(file)\" is no file of the source, and finds none.") }
      found.formUnion(matching)
    }
    paths = found.sorted().filter { path in
      !rules.exclude.contains { $0.isFound(in: path) }
        && (rules.include.isEmpty || rules.include.contains { $0.isFound(in: path) })
    }
  }

  /// A path without what is superfluous in it; `nil` for one that leads out of the source.
  private mutating func inside(_ path: String) -> String? {
    let words = path.split(separator: "/").filter { $0 != "." }
    guard !path.hasPrefix("/"), !words.contains("..") else {
      notes.append("sources: \"\(path)\" leads out of the source; give a path within it.")
      return nil
    }
    return words.joined(separator: "/")
  }

  private func isThere(_ root: String, _ path: String, _ kind: UInt32) -> Bool {
    var status = stat()
    return stat(root + "/" + path, &status) == 0 && status.st_mode & S_IFMT == kind
  }

  private static func contents(of root: String, below folder: String) throws(Failure) -> [String] {
    var leftOut: [InputRemark] = []
    let top = folder.isEmpty ? root : root + "/" + folder
    return try SourcePaths.contents(of: top, &leftOut).map { String($0.dropFirst(root.count + 1)) }
  }
}
