public import CalibraxModel

/// How rows fared, moment by moment.
public struct Tally: Sendable {
  /// How many moments the history shows.
  private static let shown = 5
  private var total = 0
  private var valid = 0
  /// The worst status of each moment.
  private var worst: [Double: BenchmarkStatus] = [:]

  /// Nothing counted yet.
  public init() {}

  /// Counts a row.
  public mutating func take(_ status: BenchmarkStatus, at time: Double?) {
    total += 1
    if status != .failed { valid += 1 }
    if let time { worst[time] = Self.worse(worst[time], status) }
  }

  private static func worse(_ one: BenchmarkStatus?, _ other: BenchmarkStatus) -> BenchmarkStatus {
    let order: [BenchmarkStatus] = [.failed, .warning, .successful]
    return order.first { $0 == one || $0 == other } ?? other
  }

  /// What was counted.
  public var runs: RunTally {
    var runs = RunTally()
    (runs.total, runs.valid) = (total, valid)
    let times = worst.keys.sorted()
    runs.firstRun = times.first.map { CellValue.number($0).text(of: .ts) }
    runs.lastRun = times.last.map { CellValue.number($0).text(of: .ts) }
    let statuses = times.suffix(Self.shown).compactMap { worst[$0]?.rawValue }.joined(separator: "-")
    runs.status = (times.count > Self.shown ? "-" : "") + statuses
    return runs
  }
}
