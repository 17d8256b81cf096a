import CalibraxAnalysis
import CalibraxModel
import CalibraxStore
import Foundation

/// What samples take on the disk, and how fast they become blocks and come back, in process and without waiting for the
/// disk.
enum SampleFootprint {
  private static let count = 1_000_000

  static func measure(_ settings: Settings) throws -> [Measurement] {
    let kinds: [(samples: [Sample], title: String, blockBudgets: [Budget])] = [
      (trainingCurve, "float32 loss by step", [.median(4)]),
      (timings, "four decimals by µs of the clock", []),
      (randomDoubles, "random doubles every 0.1 s", []),
    ]
    return try kinds.flatMap { try measure($0.samples, $0.title, blockBudgets: $0.blockBudgets, settings) }
  }

  private static func measure(
    _ samples: [Sample], _ title: String, blockBudgets: [Budget], _ settings: Settings
  ) throws -> [Measurement] {
    var log: [Measurement] = []
    for perCommit in [64, 1] {
      let (directory, _) = try store(samples[..<100_000], perCommit: perCommit)
      log.append(
        sizes("open log, \(perCommit) a commit, " + title, [.median(17)], try bytes(directory, ".log") / 100_000))
    }
    var encoding = Measurement.Series(subject: "calibrax", figures: [])
    var decoding = encoding
    var size = 0.0
    for round in 0...settings.repeats {
      var (directory, store) = try store(samples[...], perCommit: 4_096)
      let encoded = try seconds {
        guard let sealing = store.endSegment(now: 0) else { throw BenchError("nothing to seal") }
        store.install(sealing())
      }
      size = try bytes(directory, ".block") / Double(count)
      var read: [Sample] = []
      let decoded = seconds { read = store.snapshot(of: 0).read(isRecordedOrder: true).samples }
      guard read == samples else { throw BenchError("a block does not hold what was recorded") }
      if round > 0 {
        encoding.figures.append(Double(count) / encoded)
        decoding.figures.append(Double(count) / decoded)
      }
      try FileManager.default.removeItem(atPath: directory)
    }
    return log + [
      sizes("block, " + title, blockBudgets, size),
      Measurement(title: "log to block, " + title, unit: "samples/s", better: .higher, series: [encoding]),
      Measurement(title: "block read, " + title, unit: "samples/s", better: .higher, series: [decoding]),
    ]
  }

  private static func sizes(_ title: String, _ budgets: [Budget], _ figure: Double) -> Measurement {
    Measurement(
      title: title, unit: "bytes/sample", better: .lower, budgets: budgets,
      series: [Measurement.Series(subject: "calibrax", figures: [figure])])
  }

  /// A store in which samples have been recorded.
  private static func store(_ samples: ArraySlice<Sample>, perCommit: Int) throws -> (String, SeriesStore) {
    let directory = try Leftovers.makeDirectory()
    var store = try SeriesStore(StoreLayout(directory), files: UnsyncedFiles())
    try store.prepare()
    let series = store.define(SeriesName(execution: "default", key: "loss"), SeriesDefinition())
    for part in samples.chunks(of: perCommit) {
      for sample in part { store.stage(sample, of: series) }
      store.commit()
      guard store.recorded.count == part.count else { throw BenchError("samples were not written") }
    }
    return (directory, store)
  }

  /// Bytes of the files of series whose names end so.
  private static func bytes(_ directory: String, _ ending: String) throws -> Double {
    let folder = directory + "/series/"
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }.reduce(0) {
      $0 + Double(try UnsyncedFiles().stamp(folder + $1)?.size ?? 0)
    }
  }

  private static let randomDoubles: [Sample] = {
    var generator = SplitMix64(seed: 17)
    return (0..<count).map { Sample(at: Double($0) / 10, value: generator.fraction()) }
  }()

  /// Measured again and again by a program that tells the time of each, as it is since 1970.
  private static let timings: [Sample] = {
    var generator = SplitMix64(seed: 17)
    var microseconds: UInt64 = 1_760_000_000_000_000
    return (0..<count).map { _ in
      microseconds += 90_000 + generator.next() % 20_000
      return Sample(at: Double(microseconds) / 1e6, value: 20 + generator.value(below: 5))
    }
  }()

  /// Falls steeply, then slowly, and is noisy, as the loss of small batches is.
  private static let trainingCurve: [Sample] = {
    var generator = SplitMix64(seed: 17)
    return (0..<count).map { step in
      let progress = Double(step) / Double(count)
      let noise = generator.fraction() + generator.fraction() + generator.fraction() - 1.5
      let loss = (0.2 + 2.1 * exp(-progress * 8)) * (1 + 0.1 * noise)
      return Sample(at: Double(step), value: Double(Float(loss)))
    }
  }()
}
