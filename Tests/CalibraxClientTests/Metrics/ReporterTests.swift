import Dispatch
import Glibc
import Testing

@testable import CalibraxClient

/// Nothing waits for people to be told, and they are told in order.
@Suite struct ReporterTests {
  @Test func recordingDoesNotWaitForWhoeverReads() {
    let hasRecorded = DispatchSemaphore(value: 0)
    let isFree = SharedValue<[Bool]>([])
    let reporter = Reporter { _ in isFree.value.append(hasRecorded.wait(timeout: .now() + 5) == .success) }
    let intake = Intake(bound: 10, clock: { 0 }, reporter)
    let execution = ExecutionRecorder(StartExecution.Params(newNamed: "test"), intake)
    execution.record(Metric("loss"), .nan, at: nil)
    hasRecorded.signal()
    reporter.wait(seconds: 10)
    #expect(isFree.value == [true])
  }

  @Test func deliveringDoesNotEither() {
    let hasDelivered = DispatchSemaphore(value: 0)
    let isFree = SharedValue<[Bool]>([])
    let reporter = Reporter { _ in isFree.value.append(hasDelivered.wait(timeout: .now() + 5) == .success) }
    Intake(bound: 10, clock: { 0 }, reporter).settle(Delivery.Outcome(reports: ["away"]))
    hasDelivered.signal()
    reporter.wait(seconds: 10)
    #expect(isFree.value == [true])
  }

  @Test func sentencesKeepTheirOrder() {
    let told = SharedValue<[String]>([])
    let reporter = Reporter { told.value.append($0) }
    for number in 0..<100 { reporter.tell("\(number)") }
    reporter.wait(seconds: 10)
    #expect(told.value == (0..<100).map(String.init))
  }

  @Test func whatIsToldLastIsToldBeforeTheProgramExits() async throws {
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      unsetenv("CALIBRAX_SERVER")
      setenv("CALIBRAX_DATA", "/nonexistent", 1)
      Metric("loss").record(1)
      exit(0)
    }
    let complaints = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(complaints.contains("calibrax: no server: set CALIBRAX_SERVER to record metrics\n"))
  }
}
