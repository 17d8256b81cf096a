import CalibraxJSON
import Glibc

/// The right to write a data directory, which one process at a time has. The lock file names the holder and where it
/// listens; that is how a client that knows only the directory finds the server.
public final class DirectoryLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Why a directory cannot be locked.
  public enum Failure: Error, Equatable, Sendable {
    /// Another process has it; what the lock file says of it.
    case held(by: String)
    /// The lock file cannot be made.
    case unwritable(FileError)
  }

  /// Takes the lock of an existing directory. One that a killed process left is free: the system saw to that.
  public static func take(_ layout: StoreLayout) throws(Failure) -> DirectoryLock {
    let descriptor = open(layout.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .unwritable(FileError("open", layout.lock, errno)) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      defer { close(descriptor) }
      guard code == EWOULDBLOCK else { throw .unwritable(FileError("lock", layout.lock, code)) }
      var text = [UInt8](repeating: 0, count: 4_096)
      let count = read(descriptor, &text, text.count)
      throw .held(by: describe(Array(text.prefix(max(0, count)))))
    }
    let lock = DirectoryLock(descriptor: descriptor)
    lock.describe(unix: nil, tcp: nil)
    return lock
  }

  /// What a lock file says of its holder, for people.
  private static func describe(_ bytes: [UInt8]) -> String {
    guard let holder = try? JSON(parsing: bytes), let pid = holder["pid"]?.double else { return "a process unknown" }
    let addresses = ["unix", "tcp"].compactMap { name in holder[name]?.string.map { "\(name)=\($0)" } }
    return (["process \(Int(pid))"] + addresses).joined(separator: " ")
  }

  /// Says in the lock file who holds it and where it listens.
  public func describe(unix: String?, tcp: String?) {
    var holder: OrderedMap<JSON> = ["pid": .number(JSONNumber(Int(getpid())))]
    if let unix { holder["unix"] = .string(Self.absolute(unix)) }
    if let tcp { holder["tcp"] = .string(tcp) }
    put(JSONWriter.bytes(of: holder) + [UInt8(ascii: "\n")])
  }

  /// A socket's path as it holds in every working directory, unless that is longer than a socket's may be.
  private static func absolute(_ path: String) -> String {
    let whole = absolutePath(path)
    return whole.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) ? whole : path
  }

  /// Gives the directory up.
  public func release() {
    put([])
    _ = flock(descriptor, LOCK_UN)
  }

  private func put(_ bytes: [UInt8]) {
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }
}
