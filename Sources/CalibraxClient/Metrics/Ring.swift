/// First in, first out. The storage of what was taken out is used again.
struct Ring<Element: Sendable>: Sendable {
  /// Storage for more elements than this is given back when the last one is taken out.
  private static var kept: Int { 16_384 }

  private var storage: [Element] = []
  private var head = 0
  /// How many were ever taken out.
  private(set) var removed = 0

  var count: Int { storage.count - head }
  var isEmpty: Bool { count == 0 }
  /// How many were ever put in.
  var appended: Int { removed + count }
  var first: Element? { isEmpty ? nil : storage[head] }

  mutating func append(_ element: Element) {
    // Half of it is free: moving the rest there costs less than what was taken out.
    if storage.count == storage.capacity, head > storage.count / 2 {
      storage.removeSubrange(0..<head)
      head = 0
    }
    storage.append(element)
  }

  /// Takes out the oldest ones, at most so many.
  mutating func removeFirst(_ most: Int) -> ArraySlice<Element> {
    let taken = storage[head..<head + min(most, count)]
    drop(taken.count)
    return taken
  }

  /// Takes out the oldest ones and forgets them.
  mutating func drop(_ count: Int) {
    head += count
    removed += count
    guard head == storage.count else { return }
    storage.removeAll(keepingCapacity: storage.capacity <= Self.kept)
    head = 0
  }
}
