import Glibc

/// Folders with all that is in them.
enum Folders {
  /// Makes a folder and those above it, unless they are there; `false` when it cannot, with the reason in `errno`.
  static func make(_ path: String) -> Bool {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
    return make(String(path[..<slash])) && (mkdir(path, 0o777) == 0 || errno == EEXIST)
  }

  /// Takes a file or a folder away; links are not followed. What is not there is gone as well.
  static func remove(_ path: String) {
    remove(Array(path.utf8CString))
  }

  /// By bytes: names need not be UTF-8.
  private static func remove(_ path: [CChar]) {
    if unlink(path) == 0 || errno == ENOENT { return }
    var names: [[CChar]] = []
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        names.append(withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } })
      }
      closedir(folder)
    }
    let dot = CChar(bitPattern: UInt8(ascii: "."))
    for name in names where name != [dot] && name != [dot, dot] {
      remove(path.dropLast() + [CChar(bitPattern: UInt8(ascii: "/"))] + name + [0])
    }
    rmdir(path)
  }
}
