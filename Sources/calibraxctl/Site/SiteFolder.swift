import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxStore
import Glibc

/// The folder that a site is written to.
struct SiteFolder {
  /// How many pages there are in it now.
  private(set) var pages = 0
  private let path: String
  private let site: Site
  private let files = SystemFiles()
  private var folders: Set<String> = []
  private var written: Set<String> = []

  init(_ path: String, _ site: Site) throws(Failure) {
    if path.isEmpty { throw .usage("--output needs the name of a folder") }
    self.path = path
    self.site = site
    // A folder that is to be made may lie in others that are.
    for place in path.indices.dropFirst() where path[place] == "/" {
      if access(String(path[..<place]), F_OK) != 0 { try make(String(path[..<place])) }
    }
    try makeDirectory("")
    for file in Assets.files { try write(file.bytes, to: file.path) }
  }

  /// Writes a page.
  mutating func add(_ page: Page) throws(Failure) {
    pages += 1
    try write(Array(site.text(of: page).utf8), to: page.path.file)
  }

  /// Writes what a page asks for later: a script, for a page that was opened as a file may load nothing else.
  mutating func add(_ data: JSON, at path: SitePath) throws(Failure) {
    let name = JSONWriter.bytes(of: JSON.string(path.name))
    try write(
      Array("calibrax.take(".utf8) + name + Array(", ".utf8) + JSONWriter.bytes(of: data) + Array(");\n".utf8),
      to: path.name + ".js")
  }

  /// Writes a file of the site.
  mutating func write(_ bytes: [UInt8], to file: String) throws(Failure) {
    if let slash = file.lastIndex(of: "/") { try makeDirectory(String(file[..<slash])) }
    written.insert(file)
    let target = path + "/" + file
    do throws(FileError) {
      let descriptor = try files.create(target)
      defer { files.close(descriptor) }
      try files.write(bytes, to: descriptor, path: target)
    } catch { throw failure(target, error) }
  }

  /// Takes away the pages of an earlier report that this one does not have.
  func removeOthers() throws(Failure) {
    do throws(FileError) {
      for folder in Self.folders { try removeOthers(in: folder) }
    } catch { throw failure(path, error) }
  }

  /// The folders that only a report has.
  private static let folders = ["benchmarks", "figures", "runs", "trends", "executions"]

  private func removeOthers(in folder: String) throws(FileError) {
    let names: [String]
    do throws(FileError) { names = try files.list(path + "/" + folder) } catch { return }
    for name in names where !written.contains(folder + "/" + name) {
      var status = stat()
      let target = "\(path)/\(folder)/\(name)"
      guard lstat(target, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        try removeOthers(in: folder + "/" + name)
        rmdir(target)
      case S_IFREG where name.hasSuffix(".html") || name.hasSuffix(".js"): try files.remove(target)
      default: break
      }
    }
  }

  private mutating func makeDirectory(_ folder: String) throws(Failure) {
    guard folders.insert(folder).inserted else { return }
    if let slash = folder.lastIndex(of: "/") {
      try makeDirectory(String(folder[..<slash]))
    } else if !folder.isEmpty {
      try makeDirectory("")
    }
    try make(folder.isEmpty ? path : path + "/" + folder)
  }

  private func make(_ folder: String) throws(Failure) {
    do throws(FileError) { try files.makeDirectory(folder) } catch { throw failure(folder, error) }
  }

  private func failure(_ target: String, _ error: FileError) -> Failure {
    Failure(
      code: .unreachable, message: "cannot write \(target): \(String(cString: strerror(error.code)))",
      hint: "Name a folder that can be written with --output DIR.")
  }
}
