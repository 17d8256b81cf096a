import Synchronization

@testable import CalibraxClient

/// An execution whose clock the test moves, and what it hands on for delivery.
final class Recording: Sendable {
  let intake: Intake
  let execution: ExecutionRecorder
  private let seconds: SharedValue<Double>
  private let told: SharedValue<[String]>
  private let keys = SharedValue<[Int: String]>([:])

  init(bound: Int = 100_000) {
    // Not 0, so that a place on the x-axis is not taken for a moment of the clock.
    let seconds = SharedValue(1_000.0)
    let told = SharedValue<[String]>([])
    (self.seconds, self.told) = (seconds, told)
    intake = Intake(bound: bound, clock: { seconds.value }, Reporter { told.value.append($0) })
    execution = ExecutionRecorder(StartExecution.Params(newNamed: "test"), intake)
    execution.open()
  }

  /// What people were told.
  var reports: [String] {
    intake.reporter.wait(seconds: 10)
    return told.value
  }

  /// Runs something in the execution.
  func within<Value>(_ body: () throws -> Value) rethrows -> Value {
    try ExecutionRecorder.$current.withValue(execution) { try body() }
  }

  /// The same for what waits.
  func within<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await ExecutionRecorder.$current.withValue(execution) { try await body() }
  }

  /// Lets time pass, and what throttles hold back go out when it is due.
  func advance(_ interval: Double) {
    seconds.value += interval
    _ = intake.sweep(at: seconds.value)
  }

  /// Lets time pass while the thread that delivers is late.
  func advanceUnswept(_ interval: Double) {
    seconds.value += interval
  }

  /// The samples of each key that went out since it was last asked, in order.
  func delivered() -> [String: [Sample]] {
    var samples: [String: [Sample]] = [:]
    for (key, sample) in deliveredInOrder() { samples[key, default: []].append(sample) }
    return samples
  }

  /// The values of each key that went out since it was last asked.
  func deliveredValues() -> [String: [Double]] {
    delivered().mapValues { $0.map(\.value) }
  }

  /// What went out since it was last asked, with its keys.
  func deliveredInOrder() -> [(key: String, sample: Sample)] {
    let taken = intake.take(samples: true)
    for case .defined(let series, _, let params) in taken.announcements { keys.value[series] = params.key }
    return taken.samples.map { (keys.value[$0.series] ?? "?", $0.sample) }
  }
}

/// A value that threads share.
final class SharedValue<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) {
    mutex = Mutex(value)
  }

  /// One thread at a time may change it.
  var value: Value {
    get { mutex.withLock { $0 } }
    set { mutex.withLock { $0 = newValue } }
  }
}
