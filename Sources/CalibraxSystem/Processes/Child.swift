import CLinux
import Glibc

/// A program that runs, and what it writes to stderr.
struct Child: ~Copyable {
  private let identifier: pid_t
  /// Our end of what it writes to stderr.
  let stderr: Descriptor

  /// Starts it.
  ///
  /// - Parameters:
  ///   - output: A file that takes what it writes to stdout; discarded when `nil`.
  ///   - environment: What is different from our variables; one without a value is taken away.
  init(
    _ arguments: [String], input: [UInt8], output: Int32? = nil, environment: [String: String?] = [:]
  ) throws(SpawnError) {
    // A file, not a pipe: it may be read in part, late or never, and nobody waits for that.
    guard let stdin = Descriptor.holding(input) else { throw SpawnError("The input cannot be kept", errno) }
    try self.init(arguments, stdin: stdin.number, output: output, environment: environment)
  }

  /// Starts it with a file that it reads stdin from.
  init(
    _ arguments: [String], stdin: Int32, output: Int32?, environment: [String: String?]
  ) throws(SpawnError) {
    guard let program = arguments.first, !program.isEmpty else { throw SpawnError("No program is named.") }
    guard !arguments.contains(where: { $0.utf8.contains(0) }) else {
      throw SpawnError("An argument of \(program) has a byte 0 in it.")
    }
    if let name = environment.first(where: { $0.key.utf8.contains(0) || $0.value?.utf8.contains(0) == true })?.key {
      throw SpawnError("The variable \(name) of \(program) has a byte 0 in it.")
    }
    let pipe = try Pipe()
    try pipe.reader.keepFromBlocking()
    identifier = try Self.spawn(
      arguments, ChildEnvironment(environment), stdin: stdin, stdout: output, stderr: pipe.writer.number)
    stderr = pipe.takeReader()
  }

  private static func spawn(
    _ arguments: [String], _ environment: consuming ChildEnvironment, stdin: Int32, stdout: Int32?, stderr: Int32
  ) throws(SpawnError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, stdin, STDIN_FILENO)
    if let stdout {
      posix_spawn_file_actions_adddup2(&actions, stdout, STDOUT_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, stderr, STDERR_FILENO)
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.newSession)

    var words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var identifier: pid_t = 0
    let code = posix_spawnp(&identifier, arguments[0], &actions, &attributes, &words, &environment.entries)
    guard code == 0 else { throw SpawnError("\(arguments[0]) cannot be started", code) }
    return identifier
  }

  /// POSIX_SPAWN_SETSID of <spawn.h>.
  private static let newSession: Int16 = 0x80

  /// Waits for its end, and kills it and its group at a time of the uptime clock.
  ///
  /// - Parameter tail: What it has written to stderr before.
  consuming func wait(until deadline: Double, behind tail: TextTail = TextTail()) -> ChildProcess.Outcome {
    var tail = tail
    var isOpen = true
    var pause = Self.shortest
    while true {
      // As much as a pipe can hold: a program that never stops writing must not keep us from looking at the time.
      if isOpen { isOpen = read(into: &tail) }
      if let status = reap(WNOHANG) {
        if isOpen { _ = read(into: &tail) }
        return outcome(status, tail.text)
      }
      let rest = deadline - uptime()
      // Not a number is no time either.
      guard rest > 0 else { break }
      var polled = pollfd(fd: stderr.number, events: Int16(POLLIN), revents: 0)
      let milliseconds = Int32(min(pause, rest * 1_000).rounded(.up))
      pause = poll(&polled, isOpen ? 1 : 0, milliseconds) > 0 ? Self.shortest : min(pause * 2, Self.longest)
    }
    // The child too: it may have gone into another group.
    kill(-identifier, SIGKILL)
    kill(identifier, SIGKILL)
    _ = reap(0)
    if isOpen { _ = read(into: &tail) }
    return .timedOut(stderr: tail.text)
  }

  // An end is not told to whoever polls, so it is looked for: milliseconds between two looks.
  private static let shortest = 1.0
  private static let longest = 32.0

  /// The largest pipe, unless root allows more.
  private static let pipeLimit = 1 << 20

  /// Takes what there is on stderr; `false` when no more will come.
  func read(into tail: inout TextTail) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    var total = 0
    while total < Self.pipeLimit {
      let count = Glibc.read(stderr.number, &bytes, bytes.count)
      if count == 0 { return false }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return errno == EAGAIN }
      tail.append(bytes.prefix(count))
      total += count
    }
    return true
  }

  private enum Status {
    case ended(Int32)
    case lost(Int32)
  }

  /// How it ended; `nil` while it has not.
  private func reap(_ options: Int32) -> Status? {
    var status: Int32 = 0
    while true {
      let result = waitpid(identifier, &status, options)
      if result == identifier { return .ended(status) }
      if result == 0 { return nil }
      if errno != EINTR { return .lost(errno) }
    }
  }

  private func outcome(_ status: Status, _ text: String) -> ChildProcess.Outcome {
    switch status {
    // The macros of wait(2): the low seven bits are the signal.
    case .ended(let status) where status & 0x7F == 0: .exited(code: status >> 8 & 0xFF, stderr: text)
    case .ended(let status): .signalled(number: status & 0x7F, stderr: text)
    case .lost(let code): .notStarted(reason: SpawnError("How it ended is not known", code).reason)
    }
  }
}
