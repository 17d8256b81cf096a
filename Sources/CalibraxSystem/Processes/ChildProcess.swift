import Glibc

/// Programs that an operator has configured, run to their end.
public enum ChildProcess {
  /// How a program ended, with the last 4 KiB of what it wrote to stderr.
  public enum Outcome: Sendable, Equatable {
    /// It ended by itself; 0 says that all was well.
    case exited(code: Int32, stderr: String)
    /// A signal ended it.
    case signalled(number: Int32, stderr: String)
    /// It was killed at the time limit.
    case timedOut(stderr: String)
    /// It could not be started: a sentence that says why.
    case notStarted(reason: String)
  }

  /// Runs a program and waits for its end, at most until the time limit.
  ///
  /// The program has our environment and directory, no shell, no file and no terminal of ours, a process group of its
  /// own, and signals as if nobody had blocked or ignored them. What it starts and leaves behind goes on, but is not waited for; at the
  /// time limit its whole group is killed. Where `SIGCHLD` is ignored, it is set back to its default.
  ///
  /// - Parameters:
  ///   - arguments: The program, a path or a name that is looked for in `PATH`, and what it is told.
  ///   - input: What it reads from stdin, as much as it likes; its stdout is discarded.
  ///   - timeLimit: Seconds.
  public static func run(_ arguments: [String], input: [UInt8], timeLimit: Double) -> Outcome {
    let deadline = uptime() + timeLimit
    keepExitCodes()
    let child: Child
    do {
      child = try Child(arguments, input: input)
    } catch {
      return .notStarted(reason: error.reason)
    }
    return child.wait(until: deadline)
  }

  /// Runs a program as ``run(_:input:timeLimit:)`` does, and keeps what it writes to stdout, until it is killed too.
  ///
  /// - Parameters:
  ///   - input: What it reads from stdin; nothing when left out.
  ///   - environment: What is different from our variables; one without a value is taken away.
  public static func output(
    of arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:], timeLimit: Double
  ) -> (outcome: Outcome, stdout: [UInt8]) {
    let deadline = uptime() + timeLimit
    keepExitCodes()
    guard let file = Descriptor.holding([]) else { return (.notStarted(reason: "Its output cannot be kept."), []) }
    let child: Child
    do {
      child = try Child(arguments, input: input, output: file.number, environment: environment)
    } catch {
      return (.notStarted(reason: error.reason), [])
    }
    let outcome = child.wait(until: deadline)
    return (outcome, file.content)
  }

  /// Whoever started us may ignore the end of children, and then the kernel does not keep how they ended.
  private static func keepExitCodes() {
    var action = sigaction()
    sigaction(SIGCHLD, nil, &action)
    if isIgnored(SIGCHLD) || action.sa_flags & SA_NOCLDWAIT != 0 { signal(SIGCHLD, SIG_DFL) }
  }
}
