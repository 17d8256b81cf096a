/// The last so many values of what came, in memory that does not grow beyond them.
struct LatestValues<Value: Sendable>: Sendable {
  private let capacity: Int
  private var ring: [Value] = []
  private var next = 0

  init(_ capacity: Int) {
    self.capacity = capacity
  }

  mutating func append(_ value: Value) {
    if ring.count < capacity { ring.append(value) } else { ring[next] = value }
    next = next + 1 == capacity ? 0 : next + 1
  }

  var count: Int { ring.count }

  /// The values, the oldest first.
  var values: [Value] { ring.count < capacity ? ring : Array(ring[next...] + ring[..<next]) }

  /// The last of them, the oldest first.
  func last(_ count: Int) -> [Value] {
    let count = min(count, ring.count)
    return (0..<count).map { ring[(next - count + $0 + ring.count * 2) % ring.count] }
  }
}
