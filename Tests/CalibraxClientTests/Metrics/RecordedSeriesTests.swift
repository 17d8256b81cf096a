import Testing

@testable import CalibraxClient

/// Where a metric is recorded is found without comparing definitions.
@Suite struct RecordedSeriesTests {
  private let loss = Metric("loss")
  private let accuracy = Metric("accuracy")

  @Test func aMetricHasAPlaceOfItsOwnInEachExecution() {
    var (first, second) = (RecordedSeries(), RecordedSeries())
    #expect(first.place(of: loss) == nil)
    for metric in [loss, accuracy] { _ = first.admit(metric) { 0 } }
    for metric in [accuracy, loss] { _ = second.admit(metric) { 0 } }
    for _ in 0..<2 {
      #expect(first.place(of: loss) == 0)
      #expect(second.place(of: loss) == 1)
      #expect(first.place(of: accuracy) == 1)
      #expect(second.place(of: accuracy) == 0)
    }
  }

  @Test func ofMetricsWithOneKeyOnlyTheLastHasItsPlace() {
    var series = RecordedSeries()
    let again = Metric("loss")
    for metric in [loss, again, again] { _ = series.admit(metric) { 0 } }
    #expect(series.place(of: again) == 0)
    // Whoever comes later may have the identity of one that is gone.
    #expect(series.place(of: loss) == nil)
  }
}
