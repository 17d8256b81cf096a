/// Doubles that are decimals of few digits, as integers in units of a power of ten, and the few that are not, apart
/// (after ALP: Afroozeh, Kuffó and Boncz, SIGMOD 2023).
///
/// An integer divided by an exact power of ten rounds to the double nearest to the decimal, which is the double that
/// the decimal's text means; every value is checked to come back bit for bit.
struct DecimalColumn {
  private static let exponentWidth = 4
  private static let scales: [Double] = (0..<16).map { (0..<$0).reduce(1.0) { scale, _ in scale * 10 } }
  /// Below this, a product is less than half a unit off, and rounding finds the integer.
  private static let limit = 0x1p51

  private let exponent: Int
  private var exceptions: [(position: Int, value: Double)] = []
  private let packing: IntegerPacking

  /// The column as decimals; `nil` when too many of its values are none.
  init?(_ values: [Double]) {
    guard let exponent = Self.exponent(values) else { return nil }
    self.exponent = exponent
    let scale = Self.scales[exponent]
    var integers: [Int64] = []
    integers.reserveCapacity(values.count)
    var last: Int64 = 0
    for (position, value) in values.enumerated() {
      if let integer = Self.integer(value, scale) {
        last = integer
      } else {
        exceptions.append((position, value))
      }
      integers.append(last)
    }
    packing = IntegerPacking(integers)
  }

  /// The exponent that costs least, were every digit to take its bits in every value.
  private static func exponent(_ values: [Double]) -> Int? {
    guard let needs = needs(values) else { return nil }
    let (digit, exception) = (3.4, 74.0)
    var least: (exponent: Int, cost: Double)?
    var fitting = 0
    for exponent in scales.indices {
      fitting += needs[exponent]
      let cost = Double(exponent * values.count) * digit + Double(values.count - fitting) * exception
      if cost < least?.cost ?? .infinity { least = (exponent, cost) }
    }
    return least?.exponent
  }

  /// How many values need each exponent; `nil` as soon as more than an eighth are no decimals.
  private static func needs(_ values: [Double]) -> [Int]? {
    var needs = [Int](repeating: 0, count: scales.count)
    var spare = 16 * 8
    var exponent = 0
    for value in values {
      spare += 1
      if integer(value, scales[exponent]) != nil {
        // What fits one exponent fits the greater ones.
        while exponent > 0, integer(value, scales[exponent - 1]) != nil { exponent -= 1 }
        needs[exponent] += 1
      } else if let greater = scales.indices.dropFirst(exponent).first(where: { integer(value, scales[$0]) != nil }) {
        exponent = greater
        needs[exponent] += 1
      } else {
        spare -= 8
        guard spare > 0 else { return nil }
      }
    }
    return needs
  }

  /// The integer that divided by the scale is the value, bit for bit.
  @inline(__always)
  private static func integer(_ value: Double, _ scale: Double) -> Int64? {
    let scaled = value * scale
    guard scaled.magnitude < limit else { return nil }
    // Adding and taking away 1.5 · 2⁵² rounds without a call.
    let rounded = (scaled + 0x1.8p52) - 0x1.8p52
    let integer = Int64(rounded)
    return (Double(integer) / scale).bitPattern == value.bitPattern ? integer : nil
  }
}

extension DecimalColumn: ColumnEncoding {
  var bitCount: Int {
    var last = 0
    return exceptions.reduce(Self.exponentWidth + packing.bitCount + Int64(exceptions.count).codedBitCount) {
      sum, exception in
      defer { last = exception.position }
      return sum + Int64(exception.position - last).codedBitCount + 64
    }
  }

  func write(to writer: inout BitWriter) {
    writer.bits(UInt64(exponent), width: Self.exponentWidth)
    writer.integer(Int64(exceptions.count))
    var last = 0
    for exception in exceptions {
      writer.integer(Int64(exception.position - last))
      writer.bits(exception.value.bitPattern, width: 64)
      last = exception.position
    }
    packing.write(to: &writer)
  }

  static func read(from reader: inout BitReader, count: Int) -> [Double]? {
    guard let exponent = reader.bits(exponentWidth), let exceptionCount = reader.integer() else { return nil }
    guard 0...Int64(count) ~= exceptionCount else { return nil }
    var exceptions: [(position: Int, value: Double)] = []
    var last: Int64 = 0
    for _ in 0..<exceptionCount {
      guard let step = reader.integer(), let pattern = reader.bits(64) else { return nil }
      last &+= step
      guard 0..<Int64(count) ~= last else { return nil }
      exceptions.append((Int(last), Double(bitPattern: pattern)))
    }
    guard let integers = IntegerPacking.read(from: &reader, count: count) else { return nil }
    let scale = scales[Int(exponent)]
    var values = integers.map { Double($0) / scale }
    for exception in exceptions { values[exception.position] = exception.value }
    return values
  }
}
