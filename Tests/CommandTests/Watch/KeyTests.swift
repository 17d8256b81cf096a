import Testing

@testable import calibraxctl

/// What is typed to a live view, and where it goes then.
@Suite struct KeyTests {
  @Test(
    arguments: [
      ("q", [.quit]), ("jk", [.down, .up]), ("\u{1B}[A\u{1B}[B", [.up, .down]), ("\u{1B}OA", [.up]),
      ("\u{1B}[5~\u{1B}[6~ b", [.pageUp, .pageDown, .pageDown, .pageUp]), ("gG", [.top, .bottom]),
      ("\u{1B}[H\u{1B}[F\u{1B}[1~\u{1B}[4~", [.top, .bottom, .top, .bottom]), ("\u{0C}", [.redraw]),
      // Not `b` with control, nor the `q` of an unknown sequence's neighbour is lost.
      ("x\u{1B}[1;5Bq", [.quit]), ("\u{1B}", []), ("\u{1B}[", []), ("é", []),
    ] as [(String, [Key])])
  func keys(_ typed: String, _ keys: [Key]) {
    #expect(Key.keys(in: Array(typed.utf8)) == keys)
  }

  @Test func scrollingStaysWithinTheLines() {
    func first(_ keys: [Key], count: Int = 100, room: Int = 20) -> Int {
      var scroll = Scroll()
      for key in keys { scroll.go(key, count: count, room: room) }
      return scroll.first
    }
    #expect(first([.down, .down, .up]) == 1)
    #expect(first([.up]) == 0)
    #expect(first([.pageDown]) == 19)
    #expect(first([.bottom]) == 80)
    #expect(first([.bottom, .pageUp, .down]) == 62)
    #expect(first([.bottom, .top]) == 0)
    #expect(first([.bottom, .pageDown], count: 5) == 0)
    var scroll = Scroll()
    scroll.go(.bottom, count: 100, room: 20)
    scroll.stay(count: 30, room: 20)
    #expect(scroll.first == 10)
  }
}
