import CalibraxModel
import CalibraxSystem
import Glibc

/// The right to change a clone, which one process at a time has; gone when nobody holds the value any more.
struct CloneLock: ~Copyable {
  private let descriptor: Int32

  /// Takes it, waiting for whoever has it until a time of the uptime clock.
  init(_ path: String, until deadline: Double, timeLimit: Double) throws(RepositoryError) {
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard number >= 0 else {
      throw RepositoryError("Cannot open \(path): \(String(cString: strerror(errno))). Make its folder writable.")
    }
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if (code == EWOULDBLOCK || code == EINTR) && uptime() < deadline {
        usleep(Self.pause)
        continue
      }
      close(number)
      guard code == EWOULDBLOCK else {
        throw RepositoryError(
          "Cannot lock \(path): \(String(cString: strerror(code))). Keep the clones on a file system with locks.")
      }
      throw RepositoryError(
        "Another collector has used \(path) for more than \(fixed(timeLimit, 0)) s. Wait for it or end it.")
    }
    descriptor = number
  }

  deinit { close(descriptor) }

  /// Microseconds between two tries.
  private static let pause: UInt32 = 20_000
}
