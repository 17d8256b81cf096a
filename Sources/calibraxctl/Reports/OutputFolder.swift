import CalibraxStore
import Glibc

/// A folder that a command writes files to; it is made, with those it lies in, if it is not there.
struct OutputFolder {
  let path: String
  private let files = SystemFiles()
  private var folders: Set<String> = []

  init(_ path: String) throws(Failure) {
    if path.isEmpty { throw .usage("--output needs the name of a folder") }
    self.path = path
    for place in path.indices.dropFirst() where path[place] == "/" {
      if access(String(path[..<place]), F_OK) != 0 { try make(String(path[..<place])) }
    }
    try makeDirectory("")
  }

  /// Writes a file below the folder.
  mutating func write(_ bytes: [UInt8], to file: String) throws(Failure) {
    if let slash = file.lastIndex(of: "/") { try makeDirectory(String(file[..<slash])) }
    let target = path + "/" + file
    do throws(FileError) {
      let descriptor = try files.create(target)
      defer { files.close(descriptor) }
      try files.write(bytes, to: descriptor, path: target)
    } catch { throw failure(target, error) }
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

  func failure(_ target: String, _ error: FileError) -> Failure {
    Failure(
      code: .unreachable, message: "cannot write \(target): \(String(cString: strerror(error.code)))",
      hint: "Name a folder that can be written with --output DIR.")
  }
}
