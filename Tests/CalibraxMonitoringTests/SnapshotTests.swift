import CalibraxJSON
import CalibraxModel
import CalibraxMonitoring
import Testing

/// The commands of a snapshot make anew what all commands before it made.
@Suite struct SnapshotTests {
  @Test func whatWasRaisedByAClockThatWasSetBackIsThereStill() {
    var watch = Watch()
    var clearing = Clearing()
    clearing.timestamp = "2999-01-01T00:00:00"
    watch.apply(.clear(clearing))
    watch.set("loss", 1)
    watch.observe("loss", 2)
    var again = Watch()
    for command in watch.monitoring.snapshot { again.apply(command) }
    #expect(again.alerts.count == 1)
    #expect(again.alerts == watch.alerts)
  }

  @Test func whatIsKnownIsTheSameAgain() throws {
    var watch = Watch()
    watch.set("loss", 1)
    watch.set("heartbeat", nil, .absent, severity: .critical, for: 60)
    watch.observe("loss", 1.1, of: "execution e")
    watch.acknowledge(watch.alerts[0])
    watch.observe("loss", 2, 0, of: "execution f")
    var execution = Execution()
    (execution.executionID, execution.pipelineName, execution.startedAt) = ("e", "etl", "2026-03-01T12:00:00")
    watch.apply(.begin(execution))
    execution.executionID = "f"
    watch.apply(.begin(execution))
    (execution.state, execution.executionTime) = (.failed, 3)
    watch.apply(.finish(execution))
    for number in 0..<1_500 {
      var recorded = RecordedExecution()
      (recorded.pipelineName, recorded.executionTime, recorded.success) = ("etl", Double(number), number % 7 != 0)
      recorded.timestamp = watch.moment.timestamp.text
      watch.apply(.record(recorded))
    }
    var baseline = ExecutionBaseline()
    (baseline.metricName, baseline.baselineValue) = ("etl", 2)
    watch.apply(.setBaseline(baseline))
    var polling = Polling()
    polling.interval = 2
    watch.apply(.poll(polling))

    var again = Watch()
    var parser = JSONParser()
    for command in watch.monitoring.snapshot {
      again.apply(try parser.decode(MonitoringCommand.self, from: JSONWriter.bytes(of: command)))
    }
    again.monitoring.endReplay(again.moment)
    #expect(again.alerts == watch.alerts)
    #expect(again.monitoring.thresholds.thresholds == watch.monitoring.thresholds.thresholds)
    #expect(Array(again.monitoring.executions.all) == Array(watch.monitoring.executions.all))
    #expect(
      again.monitoring.pipelines.report(on: [], lost: [:]) == watch.monitoring.pipelines.report(on: [], lost: [:]))
    #expect(again.monitoring.interval == 2)
    #expect(again.news(withUpdates: true) == [])
    // What was open is open still: the next violation is of the same alert.
    again.observe("loss", 1.1, of: "execution e")
    #expect(again.alerts.first?.count == 2)
    #expect(again.alerts.first?.state == .acknowledged)
  }
}
