/// Where in a text a pattern may be found, by the next byte, so that other places are passed over.
struct PatternStarts: Sendable {
  private var ascii = ASCIISet()
  private var hasOthers = false
  private var isAnywhere = false

  /// What the instructions that follow an entry take first. What holds at the start of a text only is left out: there a
  /// pattern is always tried.
  init(_ instructions: [PatternProgram.Instruction], entry: Int) {
    var isSeen = Array(repeating: false, count: instructions.count)
    var rest = [entry]
    while let index = rest.popLast() {
      if isSeen[index] { continue }
      isSeen[index] = true
      switch instructions[index] {
      case .take(let ascii, let others, _):
        self.ascii.formUnion(ascii)
        hasOthers = hasOthers || others != nil
      case .choose(let next, let otherwise): rest += [next, otherwise]
      case .check(.textStart, _): break
      case .open(let next), .close(let next), .check(_, let next): rest.append(next)
      case .found: isAnywhere = true
      }
    }
  }

  /// Whether it may be found at an offset where a character begins.
  @inline(__always) func contains(_ offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
    if offset == 0 || isAnywhere { return true }
    guard offset < text.count else { return false }
    let byte = text[offset]
    return byte < 0x80 ? ascii.contains(byte) : hasOthers && byte >= 0xC0
  }

  /// The next offset at which it may be found.
  @inline(__always) func next(from offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Int? {
    var offset = offset
    while !contains(offset, of: text) {
      guard offset < text.count else { return nil }
      offset += 1
    }
    return offset
  }
}
