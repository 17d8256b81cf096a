import Glibc

/// The files of this machine.
public struct SystemFiles: Files {
  /// The only one.
  public init() {}

  /// The names in a directory, in no order.
  public func list(_ directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else { throw FileError("list", directory, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// The state of a file; `nil` when there is none.
  public func stamp(_ path: String) throws(FileError) -> FileStamp? {
    var status = FileStatus()
    // A link that leads nowhere is there itself.
    guard fstatat(AT_FDCWD, path, &status, 0) == 0 || fstatat(AT_FDCWD, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw FileError("look at", path, errno)
    }
    let modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    return FileStamp(size: Int64(status.st_size), modified: modified, inode: UInt64(status.st_ino))
  }

  /// The whole content of a file.
  public func read(_ path: String) throws(FileError) -> [UInt8] {
    // Without waiting for a writer: a pipe may stand where a file should.
    let descriptor = try opened(path, O_RDONLY | O_NONBLOCK, "open")
    defer { close(descriptor) }
    var status = FileStatus()
    guard fstat(descriptor, &status) == 0 else { throw FileError("look at", path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError("read", path, EINVAL) }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let result = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if result == 0 { break }
      if result < 0 && errno != EINTR { throw FileError("read", path, errno) }
      count += max(0, result)
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// Makes a directory unless it is there.
  public func makeDirectory(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) != 0 && errno != EEXIST { throw FileError("make the directory", path, errno) }
  }

  /// Opens a file, new and empty, for writing.
  public func create(_ path: String) throws(FileError) -> Int32 {
    try opened(path, O_WRONLY | O_CREAT | O_TRUNC, "create")
  }

  /// Opens a file, made if it is not there, for writing behind what it holds.
  public func append(_ path: String) throws(FileError) -> Int32 {
    try opened(path, O_WRONLY | O_CREAT | O_APPEND, "open")
  }

  /// Opens a file or a directory to read or sync it.
  public func open(_ path: String) throws(FileError) -> Int32 {
    try opened(path, O_RDONLY, "open")
  }

  private func opened(_ path: String, _ flags: Int32, _ action: String) throws(FileError) -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o666)
    if descriptor < 0 { throw FileError(action, path, errno) }
    return descriptor
  }

  /// Writes all the bytes.
  public func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
      }
      if result < 0 && errno != EINTR { throw FileError("write", path, errno) }
      written += max(0, result)
    }
  }

  /// The bytes of a file from an offset on, fewer only when it ends before.
  public func read(_ descriptor: Int32, at offset: Int, count: Int, path: String) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let result = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
      }
      if result == 0 { break }
      if result < 0 && errno != EINTR { throw FileError("read", path, errno) }
      done += max(0, result)
    }
    bytes.removeLast(count - done)
    return bytes
  }

  /// Takes away what a file holds behind a length.
  public func truncate(_ descriptor: Int32, to length: Int, path: String) throws(FileError) {
    if ftruncate(descriptor, off_t(length)) != 0 { throw FileError("shorten", path, errno) }
  }

  /// Returns when what was written, or the names in a directory, is on the disk.
  public func sync(_ descriptor: Int32, path: String) throws(FileError) {
    if fsync(descriptor) != 0 { throw FileError("sync", path, errno) }
  }

  /// Closes a descriptor.
  public func close(_ descriptor: Int32) {
    Glibc.close(descriptor)
  }

  /// Gives a file another name in place of what had it.
  public func rename(_ path: String, to target: String) throws(FileError) {
    if Glibc.rename(path, target) != 0 { throw FileError("rename to", target, errno) }
  }

  /// Takes a file away; that there is none is no error.
  public func remove(_ path: String) throws(FileError) {
    if unlink(path) != 0 && errno != ENOENT { throw FileError("remove", path, errno) }
  }
}

private typealias FileStatus = stat

extension FileError {
  /// Whether it failed because there is no such file.
  var isMissing: Bool { code == ENOENT }
}

/// What the system says of an error number.
func systemMessage(_ code: Int32) -> String {
  String(cString: strerror(code))
}
