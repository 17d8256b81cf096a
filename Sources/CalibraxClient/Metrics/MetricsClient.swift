import CalibraxAPI
import CalibraxSystem
import Dispatch

/// Delivers what metrics record to a server, from a thread of its own: in batches, again after a lost connection, each
/// sample stored once.
///
/// Programs that find their server by the environment need not make one: see ``shared``.
public final class MetricsClient: Sendable {
  /// How a client behaves.
  public struct Options: Sendable {
    /// How many samples wait for delivery at most. Beyond it the oldest of throttled metrics are dropped, then the oldest
    /// at all.
    public var bound = 100_000
    /// Seconds that an answer may take before the connection is made anew.
    public var timeout = 10.0
    /// Seconds that the last samples have to be delivered: the program's end waits for those of
    /// ``MetricsClient/shared``, and other clients deliver as long when they were let go of.
    public var exitTimeout = 2.0
    /// What is shown to the server first on each connection, where it wants a token.
    public var token: String?
    /// What is called with a sentence when samples are refused or dropped or the server is away, on a thread that waits
    /// for nothing else; by default it goes to stderr.
    public var report: @Sendable (String) -> Void = { writeToStandardError("calibrax: \($0)") }

    /// The usual ones.
    public init() {}
  }

  let intake: Intake?
  /// What is recorded outside any other execution.
  let execution: ExecutionRecorder?
  let reporter: Reporter
  let exitTimeout: Double

  /// A client of a server; it connects when something is recorded.
  ///
  /// When it is let go of, it is ended as by ``close(success:)``, and what was not delivered within
  /// ``Options/exitTimeout`` is lost, without a word: ``flush(timeout:)`` it before.
  public convenience init(_ address: ServerAddress, options: Options = Options()) {
    self.init(address, options: options, clock: uptime)
  }

  /// - Parameters:
  ///   - address: The server; without one nothing is recorded.
  ///   - clock: Seconds of a clock that never jumps.
  init(_ address: ServerAddress?, options: Options, clock: @escaping @Sendable () -> Double) {
    exitTimeout = options.exitTimeout
    reporter = Reporter(options.report)
    guard let address else {
      intake = nil
      execution = nil
      return
    }
    let intake = Intake(bound: options.bound, clock: clock, reporter)
    self.intake = intake
    execution = ExecutionRecorder(StartExecution.Params(newNamed: programName()), intake)
    DeliveryLoop.start(
      intake, to: address, token: options.token, Delivery(producer: randomName(), answerTimeout: options.timeout))
  }

  deinit {
    guard let intake else { return }
    close()
    let end = Flush { _ in intake.stop() }
    intake.letGo(end)
    Self.timers.asyncAfter(deadline: .now() + exitTimeout) { [weak intake] in intake?.giveUp(end) }
  }

  /// Ends the execution that takes what is recorded outside any other one; the server shows one that is not ended as
  /// lost. From then on samples are recorded in other executions only. Only the first time counts.
  ///
  /// - Parameter success: Whether the execution has succeeded.
  public func close(success: Bool = true) {
    execution?.close(success: success)
  }

  /// What became of the samples so far.
  public var counts: MetricCounts { intake?.counts ?? MetricCounts() }

  /// Delivers what was recorded so far, what throttles hold back included.
  ///
  /// - Parameter timeout: Seconds to wait at most.
  /// - Returns: Whether all of it was delivered, or refused or dropped, within the time.
  @discardableResult
  public func flush(timeout: Double = 10) async -> Bool {
    guard let intake else { return true }
    return await withCheckedContinuation { continuation in
      let flush = Flush { continuation.resume(returning: $0) }
      Self.timers.asyncAfter(deadline: .now() + timeout) { [weak intake] in intake?.giveUp(flush) }
      intake.flush(flush)
    }
  }

  /// The same, holding up the thread: for the end of a program.
  @available(*, noasync, message: "use flush(timeout:)")
  @discardableResult
  public func flushAndWait(timeout: Double = 10) -> Bool {
    guard let intake else { return true }
    let delivered = DispatchSemaphore(value: 0)
    let flush = Flush { if $0 { delivered.signal() } }
    intake.flush(flush)
    if delivered.wait(timeout: .now() + timeout) == .success { return true }
    intake.giveUp(flush)
    return false
  }

  /// Not a pool, whose threads the program may all hold.
  private static let timers = DispatchQueue(label: "calibrax.timers")
}
