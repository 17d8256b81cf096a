import Testing

@testable import CalibraxClient

/// Numbers of any type are recorded as they stand in a program, literals too.
@Suite struct NumberTypeTests {
  private let recording = Recording()

  @Test func aValueAtTheCounterOfALoop() {
    // As the page writes it.
    let loss = Metric("loss", group: "training", throttle: nil)
    recording.within { for epoch in 0..<3 { loss.record(Float(epoch) / 2, at: epoch) } }
    #expect(recording.delivered()["loss"] == [(0.0, 0.0), (1, 0.5), (2, 1)].map { Sample(at: $0, value: $1) })
  }

  @Test func everyPairOfTypes() {
    let metric = Metric("a", throttle: nil)
    let (int, small, float, double) = (3, UInt8(4), Float(0.5), 2.5)
    let (noInt, someInt, noDouble) = (Int?.none, Int?.some(8), Double?.none)
    recording.within {
      metric.record(int, at: int)
      metric.record(int, at: small)
      metric.record(int, at: float)
      metric.record(int, at: double)
      metric.record(float, at: int)
      metric.record(float, at: float)
      metric.record(float, at: double)
      metric.record(double, at: int)
      metric.record(double, at: float)
      metric.record(double, at: someInt)
      metric.record(double, at: double)
      metric.record(double, at: noInt)
      metric.record(float, at: noDouble)
      metric.record(int, at: nil)
      metric.record(float)
    }
    let places: [Double] = [3, 4, 0.5, 2.5, 3, 0.5, 2.5, 3, 0.5, 8, 2.5, 0, 0, 0, 0]
    let values: [Double] = [3, 3, 3, 3, 0.5, 0.5, 0.5, 2.5, 2.5, 2.5, 2.5, 2.5, 0.5, 3, 0.5]
    #expect(recording.delivered()["a"] == zip(places, values).map { Sample(at: $0, value: $1) })
  }

  @Test func literalsAreNotAmbiguous() {
    let metric = Metric("a", throttle: nil)
    recording.within {
      metric.record(1)
      metric.record(-1.5)
      metric.record(1, at: 2)
      metric.record(1, at: 2.5)
      metric.record(1.5, at: 2)
      metric.record(1.5, at: -2.5)
      metric.record(.pi, at: 1)
      metric.record(1 / 2 + 0.25, at: nil)
    }
    #expect(recording.deliveredValues()["a"] == [1, -1.5, 1, 1, 1.5, 1.5, .pi, 0.75])
  }

  @Test func aGroupMayBeNamedByAVariable() {
    let name = ["train", "ing"].joined()
    recording.within { Metric("loss", group: name).record(1) }
    let groups = recording.intake.take(samples: false).announcements.compactMap { announcement in
      if case .defined(_, _, let params) = announcement { params.group?.name } else { nil }
    }
    #expect(groups == ["training"])
  }
}
