import CLinux
import Glibc

/// Wakes a loop from another thread.
final class Wakeup: Sendable {
  let descriptor: Int32

  init() {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
  }

  deinit { close(descriptor) }

  func wake() {
    var one: UInt64 = 1
    write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  func drain() {
    var count: UInt64 = 0
    read(descriptor, &count, MemoryLayout<UInt64>.size)
  }
}
