/// Which lines are shown when there are more than fit.
struct Scroll: Equatable {
  /// The first line that is shown.
  private(set) var first = 0

  /// Goes where a key says.
  ///
  /// - Parameters:
  ///   - count: The lines there are.
  ///   - room: Those that fit.
  mutating func go(_ key: Key, count: Int, room: Int) {
    switch key {
    case .up: first -= 1
    case .down: first += 1
    case .pageUp: first -= max(1, room - 1)
    case .pageDown: first += max(1, room - 1)
    case .top: first = 0
    case .bottom: first = count
    case .redraw, .quit: break
    }
    stay(count: count, room: room)
  }

  /// Stays within the lines.
  mutating func stay(count: Int, room: Int) {
    first = max(0, min(first, count - room))
  }
}
