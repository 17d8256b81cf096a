import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxStore
import Glibc

/// The folder that a site is written to.
struct SiteFolder {
  /// How many pages there are in it now.
  private(set) var pages = 0
  private let site: Site
  private let files = SystemFiles()
  private var folder: OutputFolder
  private var written: Set<String> = []

  init(_ path: String, _ site: Site) throws(Failure) {
    folder = try OutputFolder(path)
    self.site = site
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
    written.insert(file)
    try folder.write(bytes, to: file)
  }

  /// Takes away the pages of an earlier report that this one does not have.
  func removeOthers() throws(Failure) {
    do throws(FileError) {
      for folder in Self.folders { try removeOthers(in: folder) }
    } catch { throw folder.failure(folder.path, error) }
  }

  /// The folders that only a report has.
  private static let folders = ["benchmarks", "figures", "runs", "trends", "executions"]

  private func removeOthers(in folder: String) throws(FileError) {
    let names: [String]
    do throws(FileError) { names = try files.list(self.folder.path + "/" + folder) } catch { return }
    for name in names where !written.contains(folder + "/" + name) {
      var status = stat()
      let target = "\(self.folder.path)/\(folder)/\(name)"
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
}
