import Testing

@testable import calibrax_accuracy

/// What a detector tells as values come: how soon, and how often in vain.
@Suite struct ReplayTests {
  @Test func theDelayIsInValuesOfTheNewLevel() {
    let replay = Replay(of: step(at: 30), detector: telling { count in count >= 34 ? [30] : [] })
    #expect(replay.delays == [4])
    #expect(replay.falseAlarms == 0)
  }

  @Test func nearIsTold() {
    #expect(Replay(of: step(at: 30), detector: telling { $0 >= 36 ? [35] : [] }).delays == [6])
    #expect(Replay(of: step(at: 30), detector: telling { $0 >= 37 ? [36] : [] }).delays == [nil])
  }

  @Test func oneChangeIsOneAlarm() {
    let replay = Replay(of: step(at: nil), detector: telling { count in count >= 20 ? [12 + count % 4] : [] })
    #expect(replay.falseAlarms == 1)
    #expect(replay.appended == 51)
  }

  @Test func awayFromTheChangeIsFalse() {
    let replay = Replay(of: step(at: 30), detector: telling { count in count >= 40 ? [15, 31] : [] })
    #expect(replay.falseAlarms == 1)
    #expect(replay.delays == [10])
  }

  @Test func beforeTheChangeIsFalse() {
    let replay = Replay(of: step(at: 30), detector: telling { count in count >= 28 ? [26] : [] })
    #expect(replay.falseAlarms == 1)
    #expect(replay.delays == [1])
  }

  @Test func whatIsTakenBackIsStillAnAlarm() {
    let replay = Replay(of: step(at: nil), detector: telling { count in count == 20 ? [15] : [] })
    #expect(replay.falseAlarms == 1)
  }

  @Test func aShortSeriesHasNoReplay() {
    var series = step(at: nil)
    series.values = [1, 2, 3]
    #expect(Replay(of: series, detector: telling { _ in [1] }).appended == 0)
  }

  /// A detector that knows only how many values there are.
  private func telling(_ changePoints: @escaping @Sendable (Int) -> [Int]) -> Detector {
    Detector(name: "fixed") { changePoints($0.count) }
  }

  private func step(at place: Int?) -> LabeledSeries {
    var series = LabeledSeries()
    series.values = Array(repeating: 1, count: 60)
    series.changePoints = place.map { [$0] } ?? []
    return series
  }
}
