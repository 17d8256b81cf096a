import CalibraxJSON
import CalibraxModel
import CalibraxReading

extension GoogleBenchmark {
  /// What was measured of one benchmark, or worked out of it.
  struct Repetitions {
    private let name: String
    private let kind: String?
    private let all: [(place: String, benchmark: JSON)]

    /// - Parameter kind: What was worked out; `nil` when all were measured.
    init(of name: String, _ all: [(place: String, benchmark: JSON)], kind: String? = nil) {
      (self.name, self.all, self.kind) = (name, all, kind)
    }

    /// Members that are no counters of the benchmark's own.
    private static let known: Set<String> = [
      "name", "run_name", "run_type", "family_index", "per_family_instance_index", "repetitions", "repetition_index",
      "threads", "iterations", "real_time", "cpu_time", "time_unit", "label", "error_occurred", "error_message",
      "skipped", "skip_message", "aggregate_name", "aggregate_unit",
    ]

    private static let times = ["real_time", "cpu_time"]

    func add(to draft: inout RunDraft, _ conversion: inout Conversion) {
      let good = all.filter { Self.failure(of: $0.benchmark) == nil }
      guard let first = good.first else {
        var failed = Measurement("real_time", nil, "s")
        failed.error = Self.failure(of: all[0].benchmark)
        return draft.add(failed, of: name, at: all[0].place, &conversion)
      }
      for repetition in all {
        if let failure = Self.failure(of: repetition.benchmark) { conversion.skip(repetition.place, failure) }
      }
      let timed = good.filter { repetition in
        if Unit(Self.timeUnit(of: repetition.benchmark)).name == "s" { return true }
        conversion.skip(
          repetition.place + ".time_unit",
          "\"\(Self.timeUnit(of: repetition.benchmark))\" is no unit of time that is known, so its times are left out")
        return false
      }
      let time = timed.first.map { Self.timeUnit(of: $0.benchmark) } ?? ""
      for metric in metrics(of: good.map(\.benchmark)) {
        let isTime = Self.times.contains(metric)
        let samples = (isTime ? timed : good).compactMap { repetition -> Double? in
          let value = repetition.benchmark[metric]?.number
          return isTime
            ? value.map { Self.converted($0, from: Self.timeUnit(of: repetition.benchmark), to: time) } : value
        }
        if samples.isEmpty { continue }
        let place = first.place + "." + metric
        if !isTime, samples.count < good.count {
          conversion.note(place, "\(samples.count) of \(good.count) repetitions have it")
        }
        let unit = Self.unit(of: metric, time)
        var measurement = Measurement(metric, samples: samples, unit.name, unit.direction)
        if let kind {
          measurement.count = first.benchmark["repetitions"]?.number.flatMap { Int(exactly: $0) }
          (measurement.value, measurement.samples) = (samples.first, [])
          if kind == "mean" { measurement.statistic = .mean }
        }
        draft.add(measurement, of: name, at: place, &conversion)
      }
      if let label = first.benchmark["label"] { draft.note("label", label, of: name) }
    }

    /// The times and counters that any repetition has, in the order of the first that has them.
    private func metrics(of benchmarks: [JSON]) -> [String] {
      var metrics: [String] = []
      var met: Set<String> = []
      for member in benchmarks.flatMap({ $0.members?.members ?? [] }) where member.value.number != nil {
        let isMetric = Self.times.contains(member.key) || !Self.known.contains(member.key)
        if isMetric, met.insert(member.key).inserted { metrics.append(member.key) }
      }
      return metrics
    }

    /// The unit of its times, as it is written.
    private static func timeUnit(of benchmark: JSON) -> String { benchmark["time_unit"]?.tag ?? "ns" }

    /// A time in another unit, and as it is where that is the same.
    private static func converted(_ time: Double, from written: String, to unit: String) -> Double {
      written == unit ? time : time * (Unit(written).factor / Unit(unit).factor)
    }

    private static func unit(of metric: String, _ time: String) -> (name: String, direction: Direction?) {
      switch metric {
      case "real_time", "cpu_time": (time, .lower)
      case "bytes_per_second": ("B/s", .higher)
      case "items_per_second": ("1/s", .higher)
      default: ("", .info)
      }
    }

    /// What went wrong; `nil` when nothing did. The times beside it are 0 then, and mean nothing.
    private static func failure(of benchmark: JSON) -> String? {
      if benchmark["error_occurred"] == true { return benchmark["error_message"]?.string ?? "failed" }
      if benchmark["skipped"] == true || benchmark["skipped"]?.string != nil {
        return benchmark["skip_message"]?.string ?? benchmark["error_message"]?.string ?? "skipped"
      }
      return benchmark["real_time"]?.number == nil ? "it has no real_time" : nil
    }
  }
}
