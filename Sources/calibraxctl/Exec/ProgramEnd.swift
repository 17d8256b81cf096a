import CalibraxJSON
import Glibc

/// How a program ended.
enum ProgramEnd: Equatable {
  case exited(Int32)
  case killed(signal: Int32)

  /// - Parameter status: As `waitpid` tells it.
  init(status: Int32) {
    // The macros of wait(2): the low seven bits are the signal.
    self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
  }

  /// The same as `waitpid` tells it.
  var status: Int32 {
    switch self {
    case .exited(let code): code << 8
    case .killed(let signal): signal
    }
  }

  /// Whether it did what it should.
  var isSuccess: Bool { self == .exited(0) }

  /// What is recorded of it.
  var metadata: (key: String, value: JSON) {
    switch self {
    case .exited(let code): ("exit_code", .number(JSONNumber(Int(code))))
    case .killed(let signal): ("signal", .number(JSONNumber(Int(signal))))
    }
  }

  /// Ends this program in the same way, at once; signals may call it.
  func end() -> Never {
    switch self {
    case .exited(let code): _exit(code)
    case .killed(let signal):
      // The program has left a core file if one was wanted. 1 holds where cores go to a pipe, too (core(5)).
      var limit = rlimit(rlim_cur: 1, rlim_max: 1)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      die(of: signal)
      // It was none that kills.
      _exit(128 + signal)
    }
  }
}
