import Glibc

/// The text files in which the kernel tells of itself, below a root.
struct KernelFiles: Sendable {
  /// Where `/proc` and `/sys` are; without a slash at the end.
  private let root: String
  /// Far more than any of them has, even with thousands of processors and mounts.
  private static let limit = 16 << 20

  init(root: String) {
    self.root = root.hasSuffix("/") ? String(root.dropLast()) : root
  }

  /// The text of a file; `nil` when it cannot be read.
  func text(_ path: String) -> String? {
    // Without waiting for a writer: a pipe may stand where a file should.
    let descriptor = open(root + path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // They say that their size is 0.
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    var count = 0
    while count < Self.limit {
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let result = bytes.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
      }
      if result == 0 { return String(decoding: bytes.prefix(count), as: UTF8.self) }
      if result < 0 && errno != EINTR { return nil }
      count += max(0, result)
    }
    return nil
  }

  /// The number that is all of a file; `nil` when it cannot be read or holds something else, as `max`.
  func number(_ path: String) -> UInt64? {
    text(path)?.split(whereSeparator: \.isWhitespace).first.flatMap { UInt64($0) }
  }
}
