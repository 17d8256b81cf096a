/// Numbers for values that come again and again, so that each is kept once.
struct Interner<Value: Hashable & Sendable>: Sendable {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  /// The number of a value, a new one if it has none yet.
  mutating func number(of value: Value) -> Int32 {
    if let number = numbers[value] { return number }
    let number = Int32(values.count)
    values.append(value)
    numbers[value] = number
    return number
  }

  /// The number of a value; `nil` if it has none.
  func existingNumber(of value: Value) -> Int32? { numbers[value] }

  subscript(number: Int32) -> Value { values[Int(number)] }
}
