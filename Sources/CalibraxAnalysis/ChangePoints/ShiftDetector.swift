/// The places at which the level of a series shifts, found while it grows.
///
/// What is older than some 300 values is settled: it neither changes any more nor costs time, so a series of any length
/// takes constant memory and an appended value constant time, and the answer after any number of values is the same
/// however they came. Within that, candidates (seeded binary segmentation) are given up, the least certain first, until
/// each that is left differs from its neighbours by Student's t, corrected for autocorrelation, by ranks, and by more than
/// the noise and a thousandth.
public struct ShiftDetector: Sendable {
  /// The last values, from the place ``start`` on.
  private var recent: [Double] = []
  private var start = 0
  /// The shifts that stay as they are, ascending.
  private var settled: [Int] = []
  /// Whether values are looked at as they are: neither logarithms nor without spikes.
  private let isPlain: Bool

  private static let stride = 300
  /// How many values before those that are not settled are looked at with them.
  private static let overlap = 100

  /// A detector that has seen nothing.
  public init() { isPlain = false }

  /// A detector that has seen some values, oldest first.
  public init(_ values: some Sequence<Double>) {
    self.init()
    for value in values { append(value) }
  }

  /// A detector of values on whose scale changes of any size count, and that has seen some.
  init(plain values: some Sequence<Double>) {
    isPlain = true
    for value in values { append(value) }
  }

  /// How many values it has seen.
  public var count: Int { start + recent.count }

  /// Takes the next value of the series.
  ///
  /// - Parameter value: A finite number.
  public mutating func append(_ value: Double) {
    recent.append(value)
    if count > Self.stride && count % Self.stride == 0 { settle() }
  }

  /// The places of the first values after shifts, from 0, ascending. The last one has at least two values after it.
  public var shifts: [Int] { settled + recentShifts }

  private var recentShifts: [Int] {
    let series = isPlain ? LevelSeries(plain: recent) : LevelSeries(recent)
    return Segmentation(series.values, leastChange: series.leastChange).changes.map { $0 + start }
  }

  /// Keeps what is found of all but the last values, and forgets these.
  private mutating func settle() {
    let end = count - Self.stride
    settled += recentShifts.filter { $0 < end }
    let next = max(settled.last ?? 0, end - Self.overlap, start)
    recent.removeFirst(next - start)
    start = next
  }
}
