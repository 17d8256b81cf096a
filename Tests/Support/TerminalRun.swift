import Glibc

/// One of the package's programs on a terminal of its own, its controlling one, as in a window.
package final class TerminalRun {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// How the program ended.
  package enum Ending: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  // Linux's TIOCSPTLCK, TIOCGPTN and POSIX_SPAWN_SETSID, which are not imported.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int32 = 0x80

  /// The side of whoever types and reads.
  private let terminal: Int32
  private var pid: pid_t = 0
  private var ending: Ending?
  /// What the program has written, and how much of it was waited for.
  private var written: [UInt8] = []
  private var awaited = 0

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - standardInput: A file that it reads in place of the terminal.
  ///   - environment: Variables beside the few that every program needs.
  package init(
    _ program: String, _ arguments: [String], columns: Int = 80, rows: Int = 24, standardInput: String? = nil,
    environment: [String: String] = [:]
  ) throws {
    terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: UInt32 = 0
    guard ioctl(terminal, Self.setLock, &lock) == 0, ioctl(terminal, Self.getNumber, &number) == 0
    else { throw Failure(description: "no terminal: errno \(errno)") }
    try resize(columns: columns, rows: rows)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    if let standardInput { posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, standardInput, O_RDONLY, 0) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Whoever runs the tests may ignore interrupts, and a thread that runs one may block them.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let path = ServerProcess.programs + "/" + program
    let variables = CommandRun.environment.merging(["TERM": "xterm"]) { $1 }.merging(environment) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + settings { free(word) } }
    let code = posix_spawn(&pid, path, &actions, &attributes, &words, &settings)
    if code != 0 { throw Failure(description: "cannot start \(path): errno \(code)") }
  }

  deinit {
    if pid > 0, ending == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    close(terminal)
  }

  /// Types keys.
  package func type(_ keys: String) {
    _ = write(terminal, keys, keys.utf8.count)
  }

  /// Gives the terminal another size.
  package func resize(columns: Int, rows: Int) throws {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    if ioctl(terminal, UInt(TIOCSWINSZ), &size) != 0 { throw Failure(description: "no size: errno \(errno)") }
  }

  /// Sends the program a signal.
  package func signal(_ number: Int32) { kill(pid, number) }

  /// Whether what is typed is shown, and handed over by the line, as a shell leaves it.
  package var isAsShellsLeaveIt: Bool {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO)
  }

  /// Waits until a text was written behind those that were waited for before.
  package func wait(for text: String, seconds: Double = 20) throws {
    while true {
      if let range = written[awaited...].firstRange(of: text.utf8) {
        awaited = range.upperBound
        return
      }
      guard try receive(seconds: seconds) else {
        throw Failure(description: "it ended without \"\(text)\": \(String(decoding: written, as: UTF8.self))")
      }
    }
  }

  /// What was written to the terminal when the program has ended, and how it did.
  package func end(seconds: Double = 20) throws -> (output: String, ending: Ending) {
    while try receive(seconds: seconds) {}
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    let ending = status & 0x7F == 0 ? Ending.exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
    self.ending = ending
    return (String(decoding: written, as: UTF8.self).replacing("\r\n", with: "\n"), ending)
  }

  private func receive(seconds: Double) throws -> Bool {
    var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, Int32(seconds * 1_000)) == 0 {
      let end = String(decoding: written[awaited...].suffix(4_000), as: UTF8.self)
      throw Failure(description: "it goes on after \(seconds) s: \(end)")
    }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(terminal, &buffer, buffer.count)
    // The system's word for a terminal that no program has open any more is an error.
    if count > 0 { written += buffer[..<count] }
    return count > 0
  }
}
