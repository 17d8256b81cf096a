import CalibraxNet
import Testing

/// Lines come out of a stream however it is cut.
@Suite struct LineFramerTests {
  @Test(arguments: [1, 2, 3, 5, 7, 100])
  func anyCutGivesTheSameLines(_ size: Int) {
    let stream = "one\n\ntwo\r\n   \n\r\nthree is longer\nrest"
    #expect(lines(of: stream, cut: size, maximum: 100) == ["one", "two", "three is longer", "rest"])
  }

  @Test(arguments: [1, 4, 1_000])
  func aLongLineIsToldOfOnceAndSkipped(_ size: Int) {
    let stream = "ok\n" + String(repeating: "x", count: 50) + "\nnext\n" + String(repeating: "y", count: 11) + "\nend"
    #expect(lines(of: stream, cut: size, maximum: 10) == ["ok", "too long", "next", "too long", "end"])
  }

  @Test func aLineOfExactlyTheLimitIsALine() {
    #expect(lines(of: "0123456789\n0123456789\r\n", cut: 3, maximum: 10) == ["0123456789", "0123456789"])
  }

  @Test func aFrameStaysUntilItIsConsumed() {
    var framer = LineFramer(maximum: 10)
    append("a\nb\n", to: &framer)
    #expect(framer.next() == framer.next())
    framer.consume()
    #expect(text(framer.next(), framer) == "b")
  }

  @Test func nothingIsKeptOfAnIdleStream() {
    var framer = LineFramer(maximum: 1 << 20)
    append(String(repeating: "x", count: 100_000) + "\n", to: &framer)
    _ = framer.next()
    framer.consume()
    #expect(framer.count == 0)
    #expect(framer.next() == nil)
  }

  private func lines(of stream: String, cut size: Int, maximum: Int) -> [String] {
    var framer = LineFramer(maximum: maximum)
    var lines: [String] = []
    var rest = Array(stream.utf8)[...]
    while !rest.isEmpty {
      append(String(decoding: rest.prefix(size), as: UTF8.self), to: &framer)
      rest = rest.dropFirst(size)
      if rest.isEmpty { framer.finish() }
      while let frame = framer.next() {
        lines.append(text(frame, framer) ?? "")
        framer.consume()
      }
    }
    return lines
  }

  private func append(_ text: String, to framer: inout LineFramer) {
    Array(text.utf8).withUnsafeBytes { framer.append($0) }
  }

  private func text(_ frame: LineFramer.Frame?, _ framer: LineFramer) -> String? {
    switch frame {
    case .line(let range): framer.bytes(range) { $0.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
    case .tooLong: "too long"
    case nil: nil
    }
  }
}
