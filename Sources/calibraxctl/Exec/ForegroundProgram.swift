import CalibraxSystem
import Glibc

/// A program that runs in the place of this one: on its streams and its terminal, in its process group.
struct ForegroundProgram {
  /// Why a program cannot be started.
  struct Failure: Error {
    var code: Int32

    /// How shells and `env` end then.
    var end: ProgramEnd { .exited(code == ENOENT ? 127 : 126) }
    var reason: String { String(cString: strerror(code)) }
  }

  typealias Words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Those that are passed on when they were sent to this process alone.
  static let passedOn = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2]
  private let identifier: pid_t

  /// Starts a program with the signals of whoever started us: none is blocked, and only those are ignored that were.
  ///
  /// - Parameter words: The program, a path or a name that is looked for in `PATH`, and its arguments, ended by `nil`.
  init(_ words: Words) throws(Failure) {
    // Whoever started us may ignore the end of children, and then the kernel does not keep how they ended.
    signal(SIGCHLD, SIG_DFL)
    var held = signalSet(Self.passedOn + [SIGCHLD])
    pthread_sigmask(SIG_BLOCK, &held, nil)
    do throws(Failure) {
      identifier = try Self.spawn(words[0], words)
    } catch {
      guard error.code == ENOEXEC, let path = Self.path(words[0]) else { throw error }
      // A script without an interpreter is the shell's, as for execvp(3).
      defer { free(path) }
      var count = 1
      while words[count] != nil { count += 1 }
      var shell: [UnsafeMutablePointer<CChar>?] = [words[0], path] + (1...count).map { words[$0] }
      let name = strdup("/bin/sh")
      defer { free(name) }
      let started = Result { () throws(Failure) in try Self.spawn(name, &shell) }
      identifier = try started.get()
    }
  }

  private static func spawn(_ name: UnsafeMutablePointer<CChar>?, _ words: Words) throws(Failure) -> pid_t {
    guard let name else { throw Failure(code: ENOENT) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = signalSet([])
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigfillset(&usual)
    for number in passedOn where isIgnored(number) { sigdelset(&usual, number) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var identifier: pid_t = 0
    let code = posix_spawnp(&identifier, name, nil, &attributes, words, environ)
    if code != 0 { throw Failure(code: code) }
    return identifier
  }

  /// Where a program that cannot be executed was found.
  private static func path(_ name: UnsafeMutablePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
    guard let name else { return nil }
    let text = String(cString: name)
    if text.contains("/") { return strdup(name) }
    let folders = (getenv("PATH").map { String(cString: $0) } ?? "/bin:/usr/bin").split(
      separator: ":", omittingEmptySubsequences: false)
    let paths = folders.map { ($0.isEmpty ? "." : $0) + "/" + text }
    return paths.first { access($0, X_OK) == 0 }.map { strdup($0) } ?? nil
  }

  /// Waits for its end. A signal that was sent to this process alone is passed on; what comes from the terminal the
  /// program has too, for it is in the same group.
  func wait() -> ProgramEnd {
    var awaited = signalSet(Self.passedOn + [SIGCHLD])
    while true {
      var info = siginfo_t()
      let number = sigwaitinfo(&awaited, &info)
      if number == SIGCHLD {
        var status: Int32 = 0
        if waitpid(identifier, &status, WNOHANG) == identifier { return ProgramEnd(status: status) }
      } else if number > 0, info.si_code != Self.fromKernel {
        kill(identifier, number)
      }
    }
  }

  /// SI_KERNEL of sigaction(2): the terminal, as for ^C.
  private static let fromKernel: Int32 = 0x80
}
