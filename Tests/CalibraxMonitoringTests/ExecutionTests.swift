import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxMonitoring

/// Executions count for the health of their pipeline, in memory that does not grow with them.
@Suite struct ExecutionTests {
  private func record(
    _ pipeline: String, _ time: Double = 1, _ success: Bool = true, on watch: inout Watch
  ) -> [String] {
    var execution = RecordedExecution()
    (execution.pipelineName, execution.executionTime, execution.success) = (pipeline, time, success)
    execution.timestamp = watch.moment.timestamp.text
    guard case .raised(let alerts) = watch.apply(.record(execution)) else { return [] }
    return alerts.map(\.metricName)
  }

  private func report(_ watch: Watch) -> HealthReport { watch.monitoring.pipelines.report(on: [], lost: [:]) }

  @Test func failuresOfOtherPipelinesDoNotCount() {
    var watch = Watch()
    for _ in 0..<30 { _ = record("other", 1, false, on: &watch) }
    #expect(record("mine", 1, true, on: &watch) == [])
    #expect(record("mine", 1, true, on: &watch) == [])
    // One of three.
    #expect(record("mine", 1, false, on: &watch) == ["pipeline_mine_error_rate"])
  }

  @Test func onlyTheLastTwentyTellOfFailures() {
    var watch = Watch()
    for _ in 0..<6 { _ = record("etl", 1, false, on: &watch) }
    for _ in 0..<19 { _ = record("etl", on: &watch) }
    #expect(record("etl", 1, false, on: &watch) == [])
    for _ in 0..<5 { #expect(record("etl", 1, false, on: &watch) == []) }
    // Seven of twenty are more than 0.3.
    #expect(record("etl", 1, false, on: &watch) == ["pipeline_etl_error_rate"])
  }

  @Test func eachSlowExecutionHasAnAlertOfItsOwn() {
    var watch = Watch()
    var baseline = ExecutionBaseline()
    (baseline.metricName, baseline.baselineValue) = ("train_time", 2)
    watch.apply(.setBaseline(baseline))
    #expect(record("train", 2.4, on: &watch) == [])
    #expect(record("train", 2.41, on: &watch) == ["pipeline_train_time"])
    #expect(record("train", 10, on: &watch) == ["pipeline_train_time"])
    #expect(watch.alerts.map(\.count) == [1, 1])
    #expect(Set(watch.alerts.map(\.alertID)).count == 2)
    #expect(watch.alerts.last?.message == "Pipeline 'train' degraded: 10.00s vs baseline 2.00s (400% slower)")
  }

  @Test func ratesAreThoseOfTheLastThousandAndTotalsOfAll() {
    var watch = Watch()
    for _ in 0..<1_000 { _ = record("etl", 5, false, on: &watch) }
    for time in 1...1_000 { _ = record("etl", Double(time), on: &watch) }
    let health = report(watch).pipelines["etl"]
    #expect(health?.totalExecutions == 2_000)
    #expect(health?.errorRate == 0)
    #expect(health?.meanExecutionTime == 500.5)
    #expect(health?.p50ExecutionTime == 500.5)
    #expect(health?.p99ExecutionTime == 990.01)
    #expect(health?.recentExecutionTime == 990.5)
  }

  @Test(arguments: [(1, Health.healthy), (2, .healthy), (3, .degraded), (5, .degraded), (6, .critical)])
  func healthFollowsFromTheErrorRate(_ failures: Int, _ health: Health) {
    var watch = Watch()
    for number in 0..<10 { _ = record("etl", 1, number >= failures, on: &watch) }
    _ = record("fine", on: &watch)
    #expect(report(watch).pipelines["etl"]?.health == health)
    #expect(report(watch).overallHealth == health)
  }

  @Test func thatTheLatestAreSlowIsNotHealthy() {
    var watch = Watch()
    var baseline = ExecutionBaseline()
    (baseline.metricName, baseline.baselineValue) = ("etl", 1)
    watch.apply(.setBaseline(baseline))
    for _ in 0..<20 { _ = record("etl", 5, on: &watch) }
    #expect(report(watch).pipelines["etl"]?.health == .degraded)
    for _ in 0..<20 { _ = record("etl", 1, on: &watch) }
    #expect(report(watch).pipelines["etl"]?.health == .healthy)
  }

  @Test func thoseLostNowCountAsFailed() {
    var watch = Watch()
    for _ in 0..<3 { _ = record("etl", on: &watch) }
    let report = watch.monitoring.pipelines.report(on: [], lost: ["etl": 1, "new": 2])
    #expect(report.pipelines["etl"]?.errorRate == 0.25)
    #expect(report.pipelines["etl"]?.health == .degraded)
    #expect(report.pipelines["new"]?.health == .critical)
    #expect(report.totalExecutions == 6)
  }

  @Test func thoseThatHaveEndedAreForgottenTheOldestFirst() {
    var table = ExecutionTable(limit: 3)
    for number in 0..<10 {
      var execution = Execution()
      execution.executionID = "\(number)"
      table.put(execution)
      if number == 2 { continue }
      execution.state = .succeeded
      table.put(execution)
    }
    #expect(table.all.map(\.executionID) == ["2", "7", "8", "9"])
    #expect(table.count == 4)
    #expect(table["3"] == nil)
    #expect(table["8"]?.state == .succeeded)
    #expect(table.last(before: table.end)?.execution.executionID == "9")
    #expect(table.last(before: 7)?.execution.executionID == "2")
    #expect(table.last(before: 2) == nil)
  }

  @Test func anExecutionEndsOnce() {
    var watch = Watch()
    var execution = Execution()
    (execution.executionID, execution.pipelineName) = ("e", "etl")
    watch.apply(.begin(execution))
    #expect(isNew(watch.apply(.begin(execution))) == false)
    execution.state = .failed
    #expect(isNew(watch.apply(.finish(execution))) == true)
    #expect(isNew(watch.apply(.finish(execution))) == false)
    #expect(report(watch).totalExecutions == 1)
    execution.state = .succeeded
    #expect(watch.apply(.finish(execution)) == nil)
    #expect(watch.apply(.begin(execution)) == nil)
  }

  private func isNew(_ outcome: Monitoring.Outcome?) -> Bool? {
    if case .execution(_, let isNew) = outcome { isNew } else { nil }
  }
}
