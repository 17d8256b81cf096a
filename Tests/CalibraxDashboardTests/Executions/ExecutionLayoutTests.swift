import CalibraxDashboard
import CalibraxModel
import Testing

@Suite struct ExecutionLayoutTests {
  private func head(
    _ key: String, group: MetricGroup? = nil, scale: MetricScale? = nil, last: Sample? = nil
  ) -> SeriesHead {
    var head = SeriesHead()
    (head.key, head.group, head.scale, head.last) = (key, group, scale, last)
    return head
  }

  private let bar = MetricScale(upper: 10, progress: true)

  @Test func seriesOfAGroupAreTogetherWhereItsFirstIs() {
    let layout = ExecutionLayout(
      [head("a", group: "X"), head("b"), head("c", group: "Y"), head("d", group: "X"), head("e")], state: .running)
    #expect(layout.groups.map { $0.group?.name } == ["X", nil, "Y", nil])
    #expect(layout.groups.map(\.series) == [[0, 3], [1], [2], [4]])
    #expect(layout.progress.isEmpty)
  }

  @Test func aGroupKnowsWhatAnyOfItsSeriesSays() {
    let layout = ExecutionLayout(
      [
        head("a", group: MetricGroup("X", lower: 1)), head("b", group: MetricGroup("X", units: "epochs", upper: 5)),
        head("c", group: MetricGroup("X", units: "steps", lower: 0, upper: 4)),
      ], state: .running)
    #expect(layout.groups.first?.group == MetricGroup("X", units: "epochs", lower: 0, upper: 5))
  }

  @Test func progressIsABarAndItsEndIsNoChart() {
    let layout = ExecutionLayout(
      [head("p", scale: bar), head("p.end"), head("q.end"), head("p.ends")], state: .running)
    #expect(layout.progress.map(\.series) == [0])
    #expect(layout.groups.map(\.series) == [[2], [3]])
  }

  @Test func progressIsABarInAGroupToo() {
    let layout = ExecutionLayout([head("p", group: "X", scale: bar), head("a", group: "X")], state: .running)
    #expect(layout.progress.map(\.series) == [0] && layout.groups.map(\.series) == [[1]])
  }

  @Test func nothingRecordedIsNothingShown() {
    let layout = ExecutionLayout([], state: .failed)
    #expect(layout.groups.isEmpty && layout.progress.isEmpty)
  }

  private func ending(_ last: Double?, end: (at: Double, value: Double)?, _ state: ExecutionState) -> ProgressEnding? {
    var series = [head("p", scale: bar, last: last.map { Sample(at: $0, value: 5) })]
    if let end { series.append(head("p.end", last: Sample(at: end.at, value: end.value))) }
    return ExecutionLayout(series, state: state).progress.first?.ending
  }

  @Test(arguments: [
    (ExecutionState.running, ProgressEnding.running), (.succeeded, .stopped), (.failed, .failed), (.lost, .failed),
  ]) func whatNobodyEndedStandsWhereItsExecutionLeftIt(_ state: ExecutionState, _ ending: ProgressEnding) {
    #expect(self.ending(1, end: nil, state) == ending)
    #expect(self.ending(nil, end: nil, state) == ending)
    #expect(self.ending(1, end: (2, 17), state) == ending, "an end that means nothing")
  }

  @Test(arguments: [(1.0, ProgressEnding.complete), (0, .stopped), (-1, .failed)])
  func itsEndSaysHow(_ value: Double, _ ending: ProgressEnding) {
    for state in [ExecutionState.running, .succeeded, .failed, .lost] {
      #expect(self.ending(1, end: (1, value), state) == ending)
      #expect(self.ending(nil, end: (1, value), state) == ending)
    }
  }

  @Test func oneThatBeganAgainRuns() {
    #expect(ending(3, end: (2, 1), .running) == .running)
    #expect(ending(3, end: (2, 1), .succeeded) == .stopped)
  }
}
