import CLinux
import Glibc

/// Wakes a loop from another thread.
final class Wakeup: Sendable {
  let descriptor: Int32

  init() {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
  }

  deinit { close(descriptor) }

  func wake() { eventfd_write(descriptor, 1) }

  func drain() {
    var count: eventfd_t = 0
    eventfd_read(descriptor, &count)
  }
}
