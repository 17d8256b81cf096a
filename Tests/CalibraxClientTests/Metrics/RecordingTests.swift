import Testing

@testable import CalibraxClient

/// What is recorded in an execution, and what is not.
@Suite struct RecordingTests {
  private let recording = Recording()

  @Test func theDefaultPlaceIsSecondsSinceTheStartOfTheExecution() {
    let loss = Metric("loss", throttle: nil)
    recording.within {
      loss.record(1)
      recording.advance(2.5)
      loss.record(2)
      loss.record(3, at: -7)
    }
    #expect(recording.delivered()["loss"] == [(0.0, 1.0), (2.5, 2), (-7, 3)].map { Sample(at: $0, value: $1) })
  }

  @Test func aFastMetricIsThinnedOutAndEachSampleKeepsItsPlace() {
    let loss = Metric("loss", throttle: 4)
    recording.within {
      for step in 0..<8 {
        loss.record(Double(step), at: Double(step) * 100)
        recording.advance(0.0625)
      }
    }
    #expect(recording.delivered()["loss"] == [0, 3, 7].map { Sample(at: $0 * 100, value: $0) })
    #expect(recording.intake.counts.throttled == 5)
  }

  @Test func itIsTenASecondUnlessSaidOtherwise() {
    let loss = Metric("loss")
    recording.within {
      for step in 0..<100 {
        loss.record(Double(step))
        recording.advance(0.01)
      }
    }
    let count = recording.delivered()["loss"]?.count ?? 0
    #expect((10...11).contains(count))
  }

  @Test func metricsAndExecutionsAreThinnedOutEachForItself() {
    let other = ExecutionRecorder(StartExecution.Params(newNamed: "other"), recording.intake)
    let (loss, accuracy) = (Metric("loss"), Metric("accuracy"))
    recording.within {
      loss.record(1)
      accuracy.record(2)
      ExecutionRecorder.$current.withValue(other) { loss.record(3) }
    }
    #expect(recording.deliveredInOrder().map(\.sample.value) == [1, 2, 3])
  }

  @Test func theLastValueGoesOutWhenTheExecutionEnds() {
    let loss = Metric("loss")
    recording.within { for step in 0..<100 { loss.record(Double(step)) } }
    recording.execution.close(success: true)
    #expect(recording.deliveredValues() == ["loss": [0, 99]])
    #expect(recording.intake.counts == MetricCounts(recorded: 100, throttled: 98))
  }

  @Test func whatIsRecordedWhenTheExecutionIsOverIsRefused() {
    let loss = Metric("loss")
    recording.within {
      recording.execution.close(success: true)
      loss.record(1)
      loss.record(2)
    }
    #expect(recording.delivered().isEmpty)
    #expect(recording.intake.counts == MetricCounts(recorded: 2, refused: 2))
    #expect(recording.reports == ["the execution \"test\" is over; \"loss\" is not recorded in it"])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func whatIsNotFiniteIsRefusedAndSaidOnce(number: Double) {
    let loss = Metric("loss", throttle: nil)
    recording.within {
      loss.record(number)
      loss.record(1, at: number)
      loss.record(2)
    }
    #expect(recording.deliveredValues() == ["loss": [2]])
    #expect(recording.intake.counts == MetricCounts(recorded: 3, refused: 2))
    #expect(
      recording.reports == ["the metric \"loss\" was given a number that is not finite; such samples are not recorded"])
  }

  @Test(arguments: [
    (Metric(""), "a metric needs a key"),
    (Metric("a", throttle: 0), "throttle of the metric \"a\" must be above 0"),
    (Metric("a", throttle: -1), "throttle of the metric \"a\" must be above 0"),
    (Metric("a", throttle: .nan), "throttle of the metric \"a\" must be above 0"),
    (Metric("a", group: ""), "group.name of the metric \"a\" is empty"),
    (Metric("a", scale: MetricScale(lower: 1, upper: 1)), "scale.upper of the metric \"a\" must be above lower"),
    (Metric("a", group: MetricGroup("g", lower: .nan)), "group.lower of the metric \"a\" is not finite"),
  ])
  func aMetricThatMakesNoSenseIsRefusedAndSaidOnce(metric: Metric, problem: String) {
    recording.within {
      metric.record(1)
      metric.record(2)
    }
    #expect(recording.delivered().isEmpty)
    #expect(recording.intake.counts == MetricCounts(recorded: 2, refused: 2))
    #expect(recording.reports == [problem + "; it is not recorded"])
  }

  @Test func aContradictionIsRefusedSaidOnceAndNamesBoth() {
    let loss = Metric("loss", group: MetricGroup("training", units: "epoch"), throttle: nil)
    let wrong = Metric("accuracy", group: "training")
    let right = Metric("accuracy", group: MetricGroup("training", units: "epoch"))
    recording.within {
      loss.record(1)
      wrong.record(2)
      wrong.record(3)
      right.record(4)
      loss.record(5)
    }
    #expect(recording.deliveredValues() == ["loss": [1, 5], "accuracy": [4]])
    #expect(recording.intake.counts.refused == 2)
    #expect(
      recording.reports == [
        "the group \"training\" of \"accuracy\" has no units; in \"loss\" it has units \"epoch\"; it is not recorded"
      ])
  }

  @Test func metricsAlikeRecordOneSeriesAtTheThrottleOfTheFirst() {
    let metrics = [Metric("loss", throttle: nil), Metric("loss", throttle: 1), Metric("loss")]
    recording.within { for step in 0..<9 { metrics[step % 3].record(Double(step)) } }
    #expect(recording.deliveredValues() == ["loss": (0..<9).map(Double.init)])
  }

  @Test func aMetricMayBeDefinedMoreFullyLater() {
    recording.within {
      Metric("loss").record(1)
      Metric("loss", group: "training").record(2)
    }
    let definitions = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(let series, _, let params) = announcement { (series, params.group?.name) } else { nil }
    }
    #expect(definitions.map(\.1) == [nil, "training"])
    #expect(Set(definitions.map(\.0)).count == 1)
    #expect(recording.reports.isEmpty)
  }

  @Test func moreThanTheBoundIsDroppedAndCounted() {
    let recording = Recording(bound: 100)
    let exact = Metric("exact", throttle: nil)
    recording.within { for step in 0..<250 { exact.record(Double(step)) } }
    #expect(recording.intake.counts == MetricCounts(recorded: 250, dropped: 150))
  }

  @Test func fiftyTasksRecordTwoHundredMetricsEach() async {
    let metrics = (0..<200).map { Metric("metric \($0)", throttle: nil) }
    let recording = Recording(bound: 1_000_000)
    await recording.within {
      await withTaskGroup(of: Void.self) { group in
        for task in 0..<50 {
          group.addTask { for metric in metrics { for _ in 0..<20 { metric.record(Double(task)) } } }
        }
      }
    }
    var sums: [String: Double] = [:]
    while case let taken = recording.deliveredInOrder(), !taken.isEmpty {
      recording.intake.settle(Delivery.Outcome(delivered: taken.count))
      for (key, sample) in taken { sums[key, default: 0] += sample.value }
    }
    let expected = Double((0..<50).reduce(0, +) * 20)
    #expect(sums.count == 200)
    #expect(sums.values.allSatisfy { $0 == expected })
    #expect(recording.intake.counts == MetricCounts(recorded: 200_000, delivered: 200_000))
  }
}
