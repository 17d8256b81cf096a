import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

/// A point is on the front unless another is as good in every metric and better in one, each in its own direction.
@Suite struct ParetoFrontTests {
  let definitions = OrderedMap<Direction>(dictionaryLiteral: ("up", .higher), ("down", .lower), ("info", .info))
    .mapValues {
      direction in
      var definition = MetricDef()
      definition.direction = direction
      return definition
    }

  @Test func whatAnotherBeatsIsNotOnTheFront() {
    let points: [OrderedMap<Double>] = [
      ["up": 3, "down": 3], ["up": 2, "down": 1], ["up": 2, "down": 2], ["up": 1, "down": 1],
    ]
    #expect(front(points, ["up", "down"]) == [0, 1])
  }

  @Test func equalPointsAllStay() {
    #expect(front([["up": 1, "down": 1], ["up": 1, "down": 1], ["up": 1, "down": 2]], ["up", "down"]) == [0, 1])
  }

  @Test func ofOneMetricTheBestIsTheFront() {
    #expect(front([["down": 3], ["down": 1], ["down": 2], ["down": 1]], ["down"]) == [1, 3])
  }

  @Test func aMetricOfNoKnownDirectionIsBetterWhenHigher() {
    #expect(front([["new": 1], ["new": 2]], ["new"]) == [1])
    #expect(front([["info": 1], ["info": 2]], ["info"]) == [1])
  }

  @Test func aPointWithoutAMetricIsLeftOut() {
    #expect(front([["up": 9], ["up": 1, "down": 1], ["up": 9, "down": .nan]], ["up", "down"]) == [1])
    #expect(front([["up": 9]], ["none"]) == [])
    #expect(front([], ["up"]) == [])
  }

  @Test func theRunsOwnDefinitionsComeLast() {
    var run = run([["up": 1], ["up": 2]])
    run.metricDefs["up"] = definitions["down"]
    #expect(paretoFront(run, metrics: ["up"], definitions: definitions).map(\.name) == ["0"])
  }

  @Test(arguments: 1...4)
  func itIsWhatComparingAllWithAllFinds(_ dimensions: Int) {
    var generator = SeededGenerator(seed: UInt64(dimensions))
    let names = Array(["up", "down", "info", "new"].prefix(dimensions))
    let points = (0..<200).map { _ in
      names.reduce(into: OrderedMap<Double>()) { $0[$1] = Double(Int.random(in: 0..<8, using: &generator)) }
    }
    let gains = points.map { point in names.map { (point[$0] ?? 0) * ($0 == "down" ? -1 : 1) } }
    let expected = gains.indices.filter { index in
      !gains.contains { other in
        other != gains[index] && zip(other, gains[index]).allSatisfy { $0 >= $1 }
      }
    }
    #expect(front(points, names) == expected)
  }

  private func front(_ points: [OrderedMap<Double>], _ metrics: [String]) -> [Int] {
    paretoFront(run(points), metrics: metrics, definitions: definitions).compactMap { Int($0.name) }
  }

  private func run(_ points: [OrderedMap<Double>]) -> Run {
    var run = Run()
    run.points = points.enumerated().map { index, metrics in
      var point = Point()
      point.name = "\(index)"
      point.metrics = metrics.mapValues { Metric(value: $0) }
      return point
    }
    return run
  }
}
