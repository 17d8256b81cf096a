import CalibraxAdapters
import CalibraxModel
import Glibc

/// The files that paths on a command line name; those of a folder with their path, however deep they lie.
enum SourcePaths {
  /// - Parameter progress: Is told what is read.
  /// - Returns: The files, and what lies in folders and is none.
  /// - Throws: ``Failure`` for a path that is not there.
  static func files(
    _ paths: [String], progress: ReadProgress? = nil
  ) throws(Failure) -> (files: [SourceFile], leftOut: [InputRemark]) {
    var files: [SourceFile] = []
    var leftOut: [InputRemark] = []
    func file(_ path: String, at location: String?) -> SourceFile {
      progress?.expect(path)
      return SourceFile(name: path, location: location) {
        let pieces = FilePieces(path)
        return { () throws(AdapterError) in
          let piece = try pieces.next()
          progress?.read(piece.count)
          return piece
        }
      }
    }
    for path in paths {
      switch path == InputFile.standard ? .stream : kind(of: path) {
      case .folder:
        files += try contents(of: path, &leftOut).map { found in
          file(found, at: location(of: found.dropFirst(path.count).drop { $0 == "/" }, in: path))
        }
      case .file:
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        files.append(
          file(path, at: location(of: path[name...], in: name == path.startIndex ? "." : String(path[..<name]))))
      // What cannot be read twice is read once.
      case .stream:
        let name = path == InputFile.standard ? "standard input" : path
        files.append(SourceFile(name: name, bytes: try InputFile.read(path)))
      case nil:
        throw Failure(
          code: .refused, message: "cannot read \(path): \(String(cString: strerror(errno)))",
          hint: "Give files that exist, folders, or - for standard input.")
      }
    }
    return (files, leftOut)
  }

  /// Where a file is, in every working directory; a link by its own name, which is the one that it has among the others.
  private static func location(of path: Substring, in folder: String) -> String? {
    realPath(folder).map { ($0 == "/" ? "" : $0) + "/" + path }
  }

  private enum Kind {
    case file, folder, stream
  }

  private static func kind(of path: String) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .stream
    }
  }

  /// The paths of files below a folder, in alphabetical order. Hidden ones are nobody's results, and links to folders
  /// may lead round in circles.
  static func contents(
    of folder: String, _ leftOut: inout [InputRemark]
  ) throws(Failure) -> [String] {
    guard let directory = opendir(folder) else {
      throw Failure(code: .refused, message: "cannot read \(folder): \(String(cString: strerror(errno)))")
    }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix(".") { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: found += try contents(of: path, &leftOut)
      case S_IFREG: found.append(path)
      case S_IFLNK where kind(of: path) == .file: found.append(path)
      case S_IFLNK: leftOut.append(InputRemark(path, "", "it is a link to a folder, or to nothing"))
      default: leftOut.append(InputRemark(path, "", "it is no file"))
      }
    }
    return found.sorted()
  }

}

/// How much of files has been read.
final class ReadProgress {
  /// Bytes that the files have.
  private(set) var total = 0
  /// Bytes that were read.
  private(set) var count = 0

  func expect(_ path: String) {
    var status = stat()
    if stat(path, &status) == 0 { total += Int(status.st_size) }
  }

  func read(_ bytes: Int) { count += bytes }
}

/// Reads a file a piece at a time, and closes it behind the last.
private final class FilePieces {
  private static let size = 256 << 10

  private let path: String
  private var descriptor: Int32?
  private var isAtEnd = false

  init(_ path: String) {
    self.path = path
  }

  deinit {
    if let descriptor { close(descriptor) }
  }

  /// What comes next; nothing at the end.
  func next() throws(AdapterError) -> [UInt8] {
    if isAtEnd { return [] }
    let descriptor = self.descriptor ?? open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure }
    self.descriptor = descriptor
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.size) { buffer, initialized in
      repeat { count = read(descriptor, buffer.baseAddress, Self.size) } while count < 0 && errno == EINTR
      initialized = max(0, count)
    }
    if count < 0 { throw failure }
    if bytes.isEmpty {
      close(descriptor)
      self.descriptor = nil
      isAtEnd = true
    }
    return bytes
  }

  private var failure: AdapterError { AdapterError(path, "", "cannot be read: \(String(cString: strerror(errno)))") }
}
