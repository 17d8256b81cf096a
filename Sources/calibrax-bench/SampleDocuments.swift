import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel

/// The documents that the rows read, write and store.
enum SampleDocuments {
  /// A run as a harness would write it, always the same for a number.
  static func run(number: Int, points: Int = 20, metrics: Int = 5) -> Run {
    var generator = SplitMix64(seed: UInt64(number) &+ 1)
    var run = Run()
    run.id = "bench-" + String(number).rightAligned(in: 8).replacing(" ", with: "0")
    run.timestamp = Timestamp(microseconds: 1_772_323_200_000_000 + Int64(number) * 60_000_000).text
    run.commit = String(generator.next(), radix: 16)
    run.branch = number % 4 == 0 ? "main" : "feature/\(number % 4)"
    run.environment = ["host": "bench", "cpu": "2 cores", "python": "3.11.9"]
    run.metadata = ["suite": "bench", "number": .number(JSONNumber(number))]
    let measured = ["throughput", "latency_ms", "memory_mb", "loss", "accuracy"]
    let names = (0..<metrics).map { measured[$0 % 5] + suffix($0) }
    for name in names {
      var definition = MetricDef()
      definition.name = name
      definition.unit = "units"
      definition.direction = name.hasPrefix("l") || name.hasPrefix("m") ? .lower : .higher
      run.metricDefs[name] = definition
    }
    for index in 0..<points {
      var point = Point()
      point.name = "CV-\(index)/small"
      point.scenario = "scenario \(index % 4)"
      point.tags = ["framework": "jax", "device": index % 2 == 0 ? "cpu" : "gpu"]
      for name in names {
        let value = generator.value(below: 1_000)
        point.metrics[name] = Metric(value: value, lower: value * 0.98, upper: value * 1.02)
      }
      run.points.append(point)
    }
    return run
  }

  private static func suffix(_ index: Int) -> String { index < 5 ? "" : "_\(index / 5)" }
}
