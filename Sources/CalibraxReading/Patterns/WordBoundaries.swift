/// Tells where words begin and end, and keeps what it told last: many ways through a pattern ask at the same place.
struct WordBoundaries {
  private var offset = -1
  private var isOne = false

  /// Whether a word begins or ends at an offset of a text.
  mutating func contains(_ offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    if offset != self.offset {
      let before = offset > 0 && ScalarKinds(of: text.scalar(before: offset)).contains(.word)
      let after = offset < text.count && ScalarKinds(of: text.scalar(at: offset).scalar).contains(.word)
      self.offset = offset
      isOne = before != after
    }
    return isOne
  }
}
