import Glibc

/// A program that is told lines, and answers each with one.
///
/// It runs as those of ``ChildProcess`` do. Where nobody ignores `SIGPIPE`, its end may be ours.
public struct LineProcess: ~Copyable {
  /// Why there is no answer.
  public enum Failure: Error, Equatable, Sendable {
    /// The program has ended, or closed its stdout.
    case ended
    /// There was none in time.
    case timedOut
  }

  private let child: Child
  private let input: Descriptor
  private let output: Descriptor
  /// What was read and not asked for yet.
  private var answers: [UInt8] = []
  private var tail = TextTail()
  /// Whether more may come on its stderr; what is closed would be ready for ever.
  private var hasErrors = true

  /// Starts it.
  ///
  /// - Parameters:
  ///   - arguments: The program, a path or a name that is looked for in `PATH`, and what it is told.
  ///   - environment: What is different from our variables; one without a value is taken away.
  public init(_ arguments: [String], environment: [String: String?] = [:]) throws(SpawnError) {
    let questions = try Pipe()
    let replies = try Pipe()
    try questions.writer.keepFromBlocking()
    try replies.reader.keepFromBlocking()
    child = try Child(
      arguments, stdin: questions.reader.number, output: replies.writer.number, environment: environment)
    input = questions.takeWriter()
    output = replies.takeReader()
  }

  /// Tells it a line and waits for the answer.
  ///
  /// - Parameters:
  ///   - line: Without the line's end.
  ///   - deadline: A time of the uptime clock.
  /// - Returns: The answer without the line's end.
  public mutating func ask(_ line: [UInt8], until deadline: Double) throws(Failure) -> [UInt8] {
    var rest = (line + [Self.newline])[...]
    while true {
      if rest.isEmpty, let answer = takeAnswer() { return answer }
      let left = deadline - uptime()
      // Not a number is no time either.
      guard left > 0 else { throw .timedOut }
      var polled = [
        pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: hasErrors ? child.stderr.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: rest.isEmpty ? -1 : input.number, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&polled, 3, Int32(min(left, 60) * 1_000 + 1)) >= 0 || errno == EINTR else { throw .ended }
      if polled[1].revents != 0 { hasErrors = child.read(into: &tail) }
      if polled[2].revents != 0 { try write(&rest) }
      if polled[0].revents != 0 { try readAnswers() }
    }
  }

  private static let newline = UInt8(ascii: "\n")

  private func write(_ rest: inout ArraySlice<UInt8>) throws(Failure) {
    let count = rest.withUnsafeBytes { Glibc.write(input.number, $0.baseAddress, $0.count) }
    if count > 0 { rest = rest.dropFirst(count) }
    if count < 0, errno != EAGAIN, errno != EINTR { throw .ended }
  }

  private mutating func readAnswers() throws(Failure) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(output.number, &bytes, bytes.count)
    if count > 0 { answers += bytes[..<count] }
    if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { throw .ended }
  }

  private mutating func takeAnswer() -> [UInt8]? {
    guard let end = answers.firstIndex(of: Self.newline) else { return nil }
    defer { answers.removeFirst(end + 1) }
    return Array(answers[..<end])
  }

  /// Tells it that no line follows, and waits for its end; at a time of the uptime clock it and its group are killed.
  public consuming func end(until deadline: Double) -> ChildProcess.Outcome {
    _ = consume input
    return child.wait(until: deadline, behind: tail)
  }
}
