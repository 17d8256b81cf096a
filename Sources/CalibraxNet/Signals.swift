import CLinux
import Glibc

/// Signals as a descriptor that becomes readable, so that a loop handles them like anything else.
public final class Signals: Sendable {
  /// Readable when one of the signals has come.
  public let descriptor: Int32

  /// Takes over signals for the whole process: create it before any thread is started.
  public init(_ signals: [Int32]) {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
  }

  deinit { close(descriptor) }

  /// The next signal that has come, or `nil`.
  public func next() -> Int32? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    return read(descriptor, &info, size) == size ? Int32(bitPattern: info.ssi_signo) : nil
  }
}
