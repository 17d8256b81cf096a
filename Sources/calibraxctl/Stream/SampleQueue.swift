import CalibraxAPI

/// Samples that are not recorded yet, oldest first.
struct SampleQueue {
  /// How many wait at most; beyond it nothing is read.
  static let room = 100_000
  /// How many go out together at most, and how many bytes their lines have, but for one line.
  private static let batch = (samples: 5_000, bytes: 1 << 20)

  /// A sample with the line that it came from.
  struct Entry {
    var line: Int
    var size: Int
    var sample: RecordSamples.NamedSample
    /// When it was read, in seconds since 1970.
    var readAt: Double
    /// The number that it keeps, for it was sent and may be recorded.
    var seq: Int?

    /// Whether one request may hold it behind another one: its number is the next one, or both are free.
    fileprivate func follows(_ other: Entry) -> Bool { seq == other.seq.map { $0 + 1 } }
  }

  private var entries: [Entry] = []
  /// How many of the entries are gone.
  private var start = 0
  /// When the oldest came.
  private(set) var oldest = ContinuousClock.now

  var count: Int { entries.count - start }
  var isEmpty: Bool { count == 0 }
  /// Whether more may come.
  var hasRoom: Bool { count < Self.room }
  /// Whether there is enough for a request, or something that was sent before.
  var isWorthSending: Bool { count >= Self.batch.samples || count > 0 && entries[start].seq != nil }

  mutating func append(_ sample: RecordSamples.NamedSample, line: Int, size: Int) {
    if isEmpty { oldest = .now }
    entries.append(Entry(line: line, size: size, sample: sample, readAt: unixSeconds()))
  }

  /// Those that go out next.
  var next: ArraySlice<Entry> {
    var end = start
    var bytes = 0
    while end < entries.count, end - start < Self.batch.samples, bytes < Self.batch.bytes,
      end == start || entries[end].follows(entries[end - 1])
    {
      bytes += entries[end].size
      end += 1
    }
    return entries[start..<end]
  }

  /// The first so many may be recorded: they keep the numbers that they were sent with.
  mutating func keep(_ count: Int, from seq: Int) {
    for index in 0..<count { entries[start + index].seq = seq + index }
  }

  /// The first so many are done with.
  mutating func removeFirst(_ count: Int) {
    start += count
    oldest = .now
    if start > entries.count / 2 {
      entries.removeFirst(start)
      start = 0
    }
  }

  /// Those among the first so many that cannot be recorded are done with.
  mutating func remove(among count: Int, _ isUseless: (Entry) -> Bool) -> [Entry] {
    let useless = entries[start..<start + count].filter(isUseless)
    entries.replaceSubrange(start..<start + count, with: entries[start..<start + count].filter { !isUseless($0) })
    return useless
  }
}
