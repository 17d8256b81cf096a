import CLinux
import Glibc

/// Readiness of descriptors, level-triggered, and nothing else: a port to another kernel is this file and ``Wakeup``.
struct Poller: ~Copyable {
  /// Which descriptor is ready, by the token it was added with, and for what.
  struct Event {
    var token: UInt64
    var isReadable: Bool
    var isWritable: Bool
  }

  private let descriptor: Int32
  private var buffer = [epoll_event](repeating: epoll_event(), count: 256)

  init() throws(NetError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    if descriptor < 0 { throw NetError("cannot watch sockets", errno) }
  }

  deinit { close(descriptor) }

  func add(_ file: Int32, token: UInt64) throws(NetError) {
    var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: token))
    if epoll_ctl(descriptor, EPOLL_CTL_ADD, file, &event) != 0 { throw NetError("cannot watch a descriptor", errno) }
  }

  func set(_ file: Int32, token: UInt64, reads: Bool, writes: Bool) {
    var event = epoll_event(
      events: (reads ? EPOLLIN.rawValue : 0) | (writes ? EPOLLOUT.rawValue : 0), data: epoll_data_t(u64: token))
    epoll_ctl(descriptor, EPOLL_CTL_MOD, file, &event)
  }

  func remove(_ file: Int32) {
    epoll_ctl(descriptor, EPOLL_CTL_DEL, file, nil)
  }

  /// Waits for events and hands out how many came.
  mutating func wait(milliseconds: Int32) -> Int {
    max(0, Int(epoll_wait(descriptor, &buffer, Int32(buffer.count), milliseconds)))
  }

  /// One of the events that the last wait brought. A hang-up or an error is readable: reading tells which.
  func event(_ index: Int) -> Event {
    let event = buffer[index]
    return Event(
      token: event.data.u64,
      isReadable: event.events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0,
      isWritable: event.events & (EPOLLOUT.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0)
  }
}
