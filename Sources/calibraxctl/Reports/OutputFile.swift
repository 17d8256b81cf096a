import CalibraxStore
import Glibc

/// A file that a command writes.
struct OutputFile {
  private let path: String
  private let files = SystemFiles()

  init(_ path: String) {
    self.path = path
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
      try put(Array(closed(text).utf8), behind: try files.append(path))
    } catch { throw failure(error) }
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
  private var resolved: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private func failure(_ error: FileError) -> Failure {
    Failure(code: .unreachable, message: "cannot write \(path): \(String(cString: strerror(error.code)))")
  }
}
