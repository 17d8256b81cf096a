/// Values by identifier, in the order they were first put in. Each has a number that grows and is never given again.
///
/// Taking one away leaves a hole; when half are holes they are closed, so that everything takes constant time on average.
struct OrderedTable<Value: Sendable>: Sendable {
  private struct Row: Sendable {
    var number: Int
    var id: String
    /// `nil` for a hole.
    var value: Value?
  }

  private var rows: [Row] = []
  private var places: [String: Int] = [:]
  /// The number of the next one.
  private(set) var next = 0

  var count: Int { places.count }

  /// The value of an identifier; to set `nil` takes it away.
  subscript(id: String) -> Value? {
    get { places[id].flatMap { rows[$0].value } }
    set {
      guard let place = places[id] else {
        guard let newValue else { return }
        places[id] = rows.count
        rows.append(Row(number: next, id: id, value: newValue))
        next += 1
        return
      }
      rows[place].value = newValue
      if newValue == nil {
        places[id] = nil
        close()
      }
    }
  }

  /// Changes the value of an identifier where it is.
  mutating func change(_ id: String, _ body: (inout Value) -> Void) {
    guard let place = places[id], var value = rows[place].value else { return }
    rows[place].value = nil
    body(&value)
    rows[place].value = value
  }

  private mutating func close() {
    guard rows.count > 64, rows.count > 2 * places.count else { return }
    rows.removeAll { $0.value == nil }
    for (place, row) in rows.enumerated() { places[row.id] = place }
  }

  /// The number of an identifier.
  func number(of id: String) -> Int? { places[id].map { rows[$0].number } }

  /// The last value before a number, and its own; `nil` when there is none.
  func last(before number: Int) -> (number: Int, value: Value)? {
    // The first row that is not before it, by halving.
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    while low > 0 {
      low -= 1
      if let value = rows[low].value { return (rows[low].number, value) }
    }
    return nil
  }

  /// The values in their order.
  var values: some BidirectionalCollection<Value> { rows.lazy.compactMap { $0.value } }

  /// Puts the values in another order, with new numbers.
  mutating func sort(by isBefore: (Value, Value) -> Bool) {
    var sorted = OrderedTable()
    let rows = rows.filter { $0.value != nil }.enumerated().sorted { left, right in
      guard let first = left.element.value, let second = right.element.value else { return false }
      return isBefore(first, second) || !isBefore(second, first) && left.offset < right.offset
    }
    for row in rows { sorted[row.element.id] = row.element.value }
    self = sorted
  }
}
