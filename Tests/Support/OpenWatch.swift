import Glibc

/// Sees a file being opened, by whatever process.
package final class OpenWatch {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private let descriptor: Int32

  package init(_ path: String) throws {
    descriptor = inotify_init1(Int32(IN_CLOEXEC))
    if inotify_add_watch(descriptor, path, UInt32(IN_OPEN)) < 0 {
      throw Failure(description: "cannot watch \(path): errno \(errno)")
    }
  }

  deinit { close(descriptor) }

  /// Waits until the file was opened so often, or oftener.
  package func wait(count: Int, seconds: Double = 20) throws {
    var seen = 0
    while seen < count {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&ready, 1, Int32(seconds * 1_000)) == 0 { throw Failure(description: "not opened within \(seconds) s") }
      // An event of a file that is watched itself carries no name, so all are of one size.
      var events = [UInt8](repeating: 0, count: MemoryLayout<inotify_event>.size * 16)
      seen += max(0, read(descriptor, &events, events.count)) / MemoryLayout<inotify_event>.size
    }
  }
}
