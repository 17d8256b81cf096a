import CalibraxClient
import CalibraxNet
import CalibraxSystem
import Glibc

/// Reads what a host uses, again and again, until a signal comes.
struct Agent {
  /// The process whose readings count; those of the agent itself tell nothing.
  private let process: Int32?
  private let interval: Duration
  private let signals: Signals
  private let terminal: Terminal
  private var reader: ResourceReader
  private var metrics = ResourceMetrics()
  private var hasProcess = true

  /// Takes signals over: to be made before any thread is started.
  init(process: Int32?, directory: String, interval: Double, _ terminal: Terminal) {
    self.process = process
    self.interval = .seconds(interval)
    self.terminal = terminal
    signals = Signals([SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) })
    reader = ResourceReader(process: process, directory: directory)
  }

  /// Records until a signal comes.
  ///
  /// - Parameter offset: Where on the execution's x-axis it begins.
  /// - Returns: The signal.
  mutating func run(in execution: JoinedExecution, from offset: Double) -> Int32 {
    let start = ContinuousClock.now
    var due = start
    while true {
      let uptime = (ContinuousClock.now - start) / .seconds(1)
      for reading in reader.read(at: uptime) where isWanted(reading) {
        execution.record(metrics[reading], reading.value, at: offset + uptime)
      }
      noticeEnd()
      // What was missed, as while the machine slept, is not made up for.
      due = max(due + interval, .now)
      if let signal = wait(until: due) { return signal }
    }
  }

  private func isWanted(_ reading: ResourceReading) -> Bool {
    process != nil || !["cpu_percent", "memory_rss_mb"].contains(reading.name)
  }

  /// Says once that the process has ended.
  private mutating func noticeEnd() {
    guard hasProcess, let process, !Self.isThere(process) else { return }
    hasProcess = false
    terminal.complain("calibraxctl: process \(process) has ended; what its host uses is recorded on")
  }

  /// Whether there is a process of a number.
  static func isThere(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  /// Waits; a signal ends it early.
  private func wait(until moment: ContinuousClock.Instant) -> Int32? {
    while true {
      if let signal = signals.next() { return signal }
      let rest = (moment - .now) / .milliseconds(1)
      guard rest > 0 else { return nil }
      var polled = pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&polled, 1, Int32(min(rest.rounded(.up), 1e9)))
    }
  }
}
