import Glibc
import Synchronization

/// What ^C does: it ends the program, unless a command has asked to end in a way of its own.
enum Interrupt {
  /// Where the first one writes a byte; below 0 it ends the program.
  private static let bell = Atomic<Int32>(-1)

  /// From now on ^C ends the program with the exit status for it.
  static func watch() {
    // A signal must not be the first to use it.
    bell.store(-1, ordering: .relaxed)
    // Whoever starts a program in the background may have interrupts ignored, and that stays.
    if let ignored = signal(SIGINT, { _ in Interrupt.ring() }) { signal(SIGINT, ignored) }
  }

  /// From now on the first ^C makes a descriptor readable, and the second ends the program.
  ///
  /// - Returns: The descriptor.
  static func deferred() -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return -1 }
    bell.store(ends[1], ordering: .relaxed)
    return ends[0]
  }

  private static func ring() {
    let code = errno
    let descriptor = bell.exchange(-1, ordering: .relaxed)
    if descriptor < 0 { _exit(ExitCode.interrupted.rawValue) }
    var byte: UInt8 = 0
    write(descriptor, &byte, 1)
    // Whatever was interrupted may be about to read it.
    errno = code
  }
}
