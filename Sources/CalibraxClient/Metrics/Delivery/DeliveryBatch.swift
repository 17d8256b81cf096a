import CalibraxAPI
import CalibraxModel

/// Samples that one request records, by series.
struct DeliveryBatch: Sendable {
  struct Part: Sendable {
    /// The number of the series in this client.
    var series: Int
    var points: [Sample]
  }

  private(set) var parts: [Part]
  /// The number of its first sample among all that are sent; `nil` before it is sent.
  private(set) var seq: Int?
  /// Whether its series were told of once more because the server did not know them.
  var isToldAgain = false

  var count: Int { parts.reduce(0) { $0 + $1.points.count } }

  /// The batches of samples: one for each series with many, for its points take less room alone, and one for the others.
  static func forming(_ samples: [QueuedSample]) -> [DeliveryBatch] {
    var places: [Int: Int] = [:]
    var parts: [Part] = []
    for queued in samples {
      if let place = places[queued.series] {
        parts[place].points.append(queued.sample)
      } else {
        places[queued.series] = parts.count
        parts.append(Part(series: queued.series, points: [queued.sample]))
      }
    }
    let large = parts.filter { $0.points.count >= manyPoints }.map { DeliveryBatch(parts: [$0]) }
    let small = parts.filter { $0.points.count < manyPoints }
    return small.isEmpty ? large : [DeliveryBatch(parts: small)] + large
  }

  /// A request of its own costs as much as some of these samples do.
  private static let manyPoints = 64

  /// Gives its samples the next numbers, unless they have some: whatever becomes of the others, a sample keeps its
  /// number, for the server may have it already.
  mutating func number(from nextSeq: inout Int) {
    guard seq == nil else { return }
    seq = nextSeq
    nextSeq += count
  }

  /// A batch for each series, to find the one that is refused.
  var split: [DeliveryBatch] {
    var next = seq
    return parts.map { part in
      defer { next = next.map { $0 + part.points.count } }
      return DeliveryBatch(parts: [part], seq: next, isToldAgain: isToldAgain)
    }
  }

  /// What is left without some series: batches whose numbers follow one another.
  func without(_ isRefused: (Int) -> Bool) -> [DeliveryBatch] {
    split.filter { !isRefused($0.parts[0].series) }.reduce(into: []) { batches, next in
      if let last = batches.last, next.seq == last.seq.map({ $0 + last.count }) {
        batches[batches.count - 1].parts += next.parts
      } else {
        batches.append(next)
      }
    }
  }

  /// The request, with the handles of the series.
  func params(handle: (Int) -> Int?) -> RecordSamples.Params {
    var params = RecordSamples.Params()
    if parts.count == 1 {
      params.series = handle(parts[0].series)
      params.points = parts[0].points
      return params
    }
    params.samples.reserveCapacity(count)
    for part in parts {
      var named = RecordSamples.NamedSample()
      named.series = handle(part.series)
      for point in part.points {
        named.value = point.value
        named.at = point.at
        params.samples.append(named)
      }
    }
    return params
  }
}
