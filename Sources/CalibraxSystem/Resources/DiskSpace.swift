import Glibc

/// The space of the file system that a directory is on, as df counts it.
struct DiskSpace: Equatable {
  /// Bytes in use.
  let used: UInt64
  /// Bytes that a user without privileges may still use.
  let free: UInt64

  init(used: UInt64, free: UInt64) {
    (self.used, self.free) = (used, free)
  }

  /// Asks for it; `nil` when the directory is not there or its file system has no size, as `/proc`.
  init?(of directory: String) {
    var status = FileSystemStatus()
    guard statvfs(directory, &status) == 0, status.f_blocks > 0, status.f_bfree <= status.f_blocks else { return nil }
    used = UInt64(status.f_blocks - status.f_bfree) &* UInt64(status.f_frsize)
    free = UInt64(status.f_bavail) &* UInt64(status.f_frsize)
  }

  /// The share that is used of what may be used, 0...100; `nil` when there is nothing.
  var percent: Double? {
    let all = Double(used) + Double(free)
    return all > 0 ? 100 * Double(used) / all : nil
  }
}

private typealias FileSystemStatus = statvfs
