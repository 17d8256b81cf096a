import CalibraxStore
import Glibc

/// A file that a command writes.
struct OutputFile {
  private let path: String
  private let files = SystemFiles()

  init(_ path: String) {
    self.path = path
  }

  /// The file that a path means, however it is written.
  static func place(_ path: String) -> String {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let found = realPath(path) ?? realPath(folder) else { return path }
    return access(path, F_OK) == 0 ? found : found + "/" + name
  }

  /// Puts a text in the place of the file: whoever reads it finds all of the old content or all of the new.
  func replace(with text: String) throws(Failure) {
    let bytes = text.isEmpty ? [] : Array(closed(text).utf8)
    do throws(FileError) {
      guard isReplaceable else { return try put(bytes, behind: try files.append(path)) }
      let target = resolved
      let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? ""
      let temporary = "\(folder).calibrax-\(String(UInt64.random(in: .min ... .max), radix: 36))"
      do throws(FileError) {
        try put(bytes, behind: try files.create(temporary), isSynced: true)
        var status = stat()
        if stat(target, &status) == 0 { chmod(temporary, status.st_mode & 0o777) }
        try files.rename(temporary, to: target)
      } catch {
        try? files.remove(temporary)
        throw error
      }
    } catch { throw failure(error) }
  }

  /// Writes a text behind what the file holds, as much of it as there is room for.
  func append(_ addition: Addition) throws(Failure) {
    do throws(FileError) {
      let size = try files.stamp(path).map { Int($0.size) } ?? 0
      let room = addition.limit - size - 1
      let text = addition.text(max(0, room))
      guard !text.isEmpty, text.utf8.count <= room else { return }
      // What stands there may end in the middle of a line.
      let start = size > 0 && lastByte != UInt8(ascii: "\n") ? "\n" : ""
      try put(Array((start + closed(text)).utf8), behind: try files.append(path))
    } catch { throw failure(error) }
  }

  private var lastByte: UInt8? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var byte: UInt8 = 0
    guard lseek(descriptor, -1, SEEK_END) >= 0, read(descriptor, &byte, 1) == 1 else { return nil }
    return byte
  }

  private func put(_ bytes: [UInt8], behind descriptor: Int32, isSynced: Bool = false) throws(FileError) {
    defer { files.close(descriptor) }
    try files.write(bytes, to: descriptor, path: path)
    if isSynced { try files.sync(descriptor, path: path) }
  }

  /// Whether it is a file or nothing yet, and no device or pipe, which another file must not take the place of; nor must
  /// one of what /dev/stdout leads to.
  private var isReplaceable: Bool {
    if path.hasPrefix("/dev/") { return false }
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// The file that a link leads to.
  private var resolved: String { realPath(path) ?? path }

  private func failure(_ error: FileError) -> Failure {
    Failure(
      code: .unreachable, message: "cannot write \(path): \(String(cString: strerror(error.code)))",
      hint: error.code == ENOENT ? "Make the folder that it is to be in first." : nil)
  }
}
