import CalibraxJSON
import CalibraxModel

/// A metric in a report: of a point where a run is checked, of all points where runs are compared.
struct ReportRow {
  /// The point's name; empty where runs are compared.
  var pointName = ""
  var tags = OrderedMap<String>()
  let metric: String
  /// What the gate says; `nil` where runs are compared.
  var verdict: Verdict?
  /// Which way the metric improves; `nil` where that is not told.
  var direction: Direction?
  /// A value for each of the report's names; `nil` for one that is not known.
  let values: [Double?]
  /// The place of the best value, where runs are compared.
  var best: Int?
  /// By how many percent the value is another than the baseline's.
  var deltaPct: Double?
  /// The relative change that is allowed.
  var allowed = 0.0
  /// What the verdict rests on.
  var evidence = VerdictEvidence()
  /// Whether the report does not pass because of it.
  var isBlocking = false
  /// Its place in what was answered.
  let place: Int
  /// As it was answered.
  let record: any JSONWritable

  var baseline: Double? { verdict == nil ? nil : values.first ?? nil }
  var current: Double? { verdict == nil ? nil : values.last ?? nil }

  /// The 95 % confidence interval of the change, in percent.
  var interval: (lower: Double, upper: Double)? {
    guard let lower = evidence.effectLower, let upper = evidence.effectUpper else { return nil }
    return (lower * 100, upper * 100)
  }

  /// How large the change is; from 0 it is larger than any.
  fileprivate var size: Double {
    if let deltaPct { return abs(deltaPct) }
    return baseline == 0 && current != nil ? .infinity : 0
  }
}

extension Verdict {
  /// Verdicts as they are listed, the worst first.
  static let worstFirst = [
    Verdict.regressed, .unconfirmed, .missing, .noisy, .incomparable, .insufficient, .improved, .new, .pass,
  ]
}

extension [ReportRow] {
  /// What fails a report first, the largest change before smaller ones.
  func worstFirst() -> [ReportRow] {
    let ranks = Dictionary(uniqueKeysWithValues: Verdict.worstFirst.enumerated().map { ($0.element, $0.offset) })
    func rank(_ row: ReportRow) -> Int { row.verdict.flatMap { ranks[$0] } ?? 0 }
    return sorted {
      (rank($0), $0.isBlocking ? 0 : 1, -$0.size, $0.place) < (rank($1), $1.isBlocking ? 0 : 1, -$1.size, $1.place)
    }
  }
}
