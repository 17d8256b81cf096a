extension RandomAccessCollection where Index == Int {
  /// Its elements in parts of so many, and what is left.
  func chunks(of count: Int) -> [SubSequence] {
    stride(from: startIndex, to: endIndex, by: count).map { self[$0..<Swift.min($0 + count, endIndex)] }
  }
}
