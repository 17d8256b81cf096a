import CLinux
import Glibc

/// A file of ours that is closed when nobody has it any more, and that no child inherits.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Takes over an open file; `nil` when there is none, below 0.
  init?(_ number: Int32) {
    let number = Self.aboveStandardStreams(number)
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// A file without a name that holds bytes, to be read from its beginning; `nil` when there is no room for it.
  static func holding(_ bytes: [UInt8]) -> Descriptor? {
    var number = memfd_create("stdin", closeOnExec | neverExecuted)
    // Before Linux 6.3 there was no such flag; since then a machine may ask for it.
    if number < 0 && errno == EINVAL { number = memfd_create("stdin", closeOnExec) }
    guard let file = Descriptor(number) else { return nil }
    var written = 0
    while written < bytes.count {
      let result = bytes.withUnsafeBytes { write(file.number, $0.baseAddress.map { $0 + written }, $0.count - written) }
      if result < 0 && errno != EINTR { return nil }
      written += max(0, result)
    }
    guard lseek(file.number, 0, SEEK_SET) == 0 else { return nil }
    return file
  }

  /// From now on reading and writing never wait.
  func keepFromBlocking() throws(SpawnError) {
    guard fcntl(number, F_SETFL, O_NONBLOCK) == 0 else { throw SpawnError("A pipe cannot be made", errno) }
  }

  /// All that the file holds.
  var content: [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = pread(number, &buffer, buffer.count, bytes.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  // MFD_CLOEXEC and MFD_NOEXEC_SEAL of <linux/memfd.h>.
  private static let closeOnExec: UInt32 = 1
  private static let neverExecuted: UInt32 = 8

  /// A child is given its standard streams one after the other: none of ours may have their numbers.
  private static func aboveStandardStreams(_ number: Int32) -> Int32 {
    guard (0...STDERR_FILENO).contains(number) else { return number }
    defer { close(number) }
    return fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
  }
}
