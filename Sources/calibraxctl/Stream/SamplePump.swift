import CalibraxAPI

/// Reads samples from standard input and has them recorded, until it ends or ^C is pressed. Where the server is away it
/// reads on as long as there is room, and then leaves the input to wait.
struct SamplePump {
  /// Whether ^C was pressed.
  private(set) var isInterrupted = false

  private var input = StandardInput()
  private var sender: SampleSender
  private var refused = 0
  private let terminal: Terminal
  private let patience: Duration

  /// - Parameter patience: How long the server may stay away when nothing more comes.
  init(_ sender: SampleSender, _ terminal: Terminal, _ patience: Duration) {
    self.sender = sender
    self.terminal = terminal
    self.patience = patience
  }

  /// What became of the lines so far.
  var counts: SampleCounts {
    var counts = SampleCounts()
    counts.recorded = sender.recorded
    counts.refused = refused
    counts.unsent = sender.queue.count
    return counts
  }

  /// - Throws: ``Failure`` when what is left cannot be recorded.
  mutating func run() throws(Failure) {
    let bell = Interrupt.deferred()
    var end: ContinuousClock.Instant?
    while true {
      let isLast = input.isAtEnd || isInterrupted
      if isLast { end = end ?? .now }
      let due = sender.due(isLast: isLast)
      if isLast && due == nil { return }
      let ready = input.wait(
        for: isInterrupted ? -1 : bell, until: due, reads: !isLast && sender.queue.hasRoom)
      if ready.other {
        isInterrupted = true
        sender.hurry()
        continue
      }
      if ready.lines {
        for line in input.read() { take(line) }
        // A server that hangs holds reading up again.
        if sender.failure != nil && !input.isAtEnd { continue }
      }
      guard let due, due <= .now else { continue }
      try send(isLast ? end : nil)
    }
  }

  private mutating func take(_ line: StandardInput.Line) {
    guard let bytes = line.bytes else { return refuse(line.number, "longer than \(StandardInput.longest) bytes") }
    do throws(SampleLine.Malformed) {
      guard let sample = try SampleLine.parse(bytes) else { return }
      sender.queue.append(sample, line: line.number, size: bytes.count)
    } catch {
      refuse(line.number, error.message)
    }
  }

  private mutating func refuse(_ line: Int, _ reason: String) {
    refused += 1
    terminal.complain("calibraxctl: line \(line): \(reason)")
  }

  /// Records what is next.
  ///
  /// - Parameter end: When it was known that nothing more comes; `nil` when more may come.
  private mutating func send(_ end: ContinuousClock.Instant?) throws(Failure) {
    let hadFailed = sender.failure != nil
    try sender.send()
    for (line, reason) in sender.takeRefused() { refuse(line, reason) }
    guard let failure = sender.failure else { return }
    if isInterrupted { throw failure }
    if let end, .now - max(end, sender.failingSince) > patience { throw failure }
    if !hadFailed { terminal.complain("calibraxctl: \(failure.message); trying again") }
  }
}
