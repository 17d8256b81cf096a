public import CalibraxAPI
import CalibraxJSON
import CalibraxMonitoring
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension RecordSamples: StreamMethod {
  /// It stores samples.
  public static var isForWriters: Bool { true }
  /// They are in the log before the answer.
  public static var isStaging: Bool { true }

  /// Stages the samples, all of them or none.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    let batch = try SampleBatch(params, state)
    var result = Result()
    var skipped = 0
    if let producer = params.producer {
      guard let seq = params.seq else { throw .missing("seq", "Number the samples of a producer from 1.") }
      guard !producer.isEmpty, producer.utf8.count <= 128 else {
        throw RPCError(
          .invalidParams, "params.producer: must have 1 to 128 bytes", path: "params.producer",
          hint: "Give the recording process a random name.")
      }
      guard seq <= RecordSamples.largestSeq - batch.count else {
        throw RPCError(
          .invalidParams, "params.seq: the number of the last sample is above \(RecordSamples.largestSeq)",
          path: "params.seq", hint: "Count the samples of a producer from 1.")
      }
      skipped = min(batch.count, max(0, state.series.nextSeq(of: producer) - seq))
      result.nextSeq = max(seq + batch.count, state.series.nextSeq(of: producer))
    } else if params.seq != nil {
      throw .missing("producer", "seq counts the samples of a producer.")
    }
    result.duplicates = skipped
    result.accepted = batch.count - skipped
    guard result.accepted > 0 else { return result }
    do throws(StoreError) { try state.series.prepare() } catch { throw RPCError(error) }
    batch.stage(from: skipped, &state)
    if let producer = params.producer, let seq = params.seq {
      state.series.stage(producer: producer, upTo: seq + batch.count - 1)
    }
    return result
  }
}

/// The samples of a request, checked.
private struct SampleBatch {
  private enum Target {
    case series(Int)
    case new(SeriesName)
  }

  private var targets: [Target] = []
  private var samples: [Sample] = []
  /// All samples are of the first target.
  private var isOfOneSeries = false

  var count: Int { samples.count }

  init(_ params: RecordSamples.Params, _ state: borrowing State) throws(RPCError) {
    let isNamed = params.key != nil || params.value != nil || params.at != nil
    if !params.samples.isEmpty {
      guard params.series == nil, !isNamed, params.points.isEmpty, params.executionID == nil else {
        throw .ambiguous("samples")
      }
      for (index, named) in params.samples.enumerated() {
        let reference = SeriesReference(
          series: named.series, execution: named.executionID, key: named.key, path: "params.samples[\(index)]")
        try append(try Self.target(reference, state), named.value, named.at, reference.path, state)
      }
    } else if let series = params.series {
      guard !isNamed, params.executionID == nil else { throw .ambiguous("series") }
      targets = [try Self.target(SeriesReference(series: series), state)]
      samples = params.points
      isOfOneSeries = true
    } else {
      guard params.points.isEmpty else { throw .missing("series", "Name the series of points by its number.") }
      let reference = SeriesReference(execution: params.executionID, key: params.key)
      let target = try Self.target(reference, state)
      guard let value = params.value else { throw .missing("value", "Give the value to record.") }
      try append(target, value, params.at, "params", state)
    }
  }

  private static func target(_ reference: SeriesReference, _ state: borrowing State) throws(RPCError) -> Target {
    if let series = try reference.find(state) { return .series(series) }
    return .new(try reference.name(state))
  }

  private mutating func append(
    _ target: Target, _ value: Double, _ at: Double?, _ path: String, _ state: borrowing State
  ) throws(RPCError) {
    for (name, number) in [("value", value), ("at", at ?? 0)] where !number.isFinite {
      throw RPCError(
        .invalidParams, "\(path).\(name): \(JSONError.notFinite.message)", path: "\(path).\(name)",
        hint: JSONError.notFinite.hint)
    }
    let now = at == nil ? Self.now(for: target, state) : 0
    targets.append(target)
    samples.append(Sample(at: at ?? now, value: value))
  }

  /// Seconds since the execution began; since 1970 in the one that is always open.
  private static func now(for target: Target, _ state: borrowing State) -> Double {
    let name =
      switch target {
      case .series(let series): state.series.name(series)
      case .new(let name): name
      }
    let execution = state.monitoring.executions[name?.execution ?? Execution.alwaysOpen]
    let started = execution.flatMap { Timestamp($0.startedAt) }
    return Double(state.clock.now().microseconds - (started?.microseconds ?? 0)) / 1e6
  }

  /// Stages all samples but the first so many.
  func stage(from skipped: Int, _ state: inout State) {
    for index in skipped..<samples.count {
      let series =
        switch targets[isOfOneSeries ? 0 : index] {
        case .series(let series): series
        case .new(let name): state.series.series(name) ?? state.series.define(name, SeriesDefinition())
        }
      state.series.stage(samples[index], of: series)
    }
  }
}

extension RPCError {
  fileprivate static func missing(_ name: String, _ hint: String) -> RPCError {
    RPCError(.invalidParams, "params.\(name): is missing", path: "params.\(name)", hint: hint)
  }

  fileprivate static func ambiguous(_ name: String) -> RPCError {
    RPCError(
      .invalidParams, "params.\(name): given beside other samples", path: "params.\(name)",
      hint: "Give series and points, or key and value, or samples.")
  }
}
