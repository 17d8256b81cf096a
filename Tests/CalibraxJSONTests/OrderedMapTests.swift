import CalibraxJSON
import CalibraxTestSupport
import Testing

@Suite("Ordered map")
struct OrderedMapTests {
  /// The sizes around the one at which look-ups begin to go through a table.
  static let sizes = [0, 1, 2, 11, 12, 13, 14, 100]

  private func numbered(_ count: Int) -> OrderedMap<Int> {
    var map = OrderedMap<Int>()
    for number in 0..<count { map["key \(number)"] = number }
    return map
  }

  @Test("Members keep the order in which they were first set", arguments: sizes)
  func order(count: Int) {
    var map = numbered(count)
    for number in (0..<count).reversed() { map["key \(number)"] = -number }
    #expect(map.keys == (0..<count).map { "key \($0)" })
    #expect(map.map(\.value) == (0..<count).map { -$0 })
    #expect(map.count == count)
    #expect(map.isEmpty == (count == 0))
  }

  @Test("Every key finds its value and no other key finds one", arguments: sizes)
  func lookUp(count: Int) {
    let map = numbered(count)
    for number in 0..<count { #expect(map["key \(number)"] == number) }
    #expect(map["key \(count)"] == nil)
    #expect(map[""] == nil)
  }

  @Test("Removed keys are gone and the others still found", arguments: sizes.dropFirst())
  func removal(count: Int) {
    for removed in [0, count / 2, count - 1] {
      var map = numbered(count)
      map["key \(removed)"] = nil
      #expect(map["key \(removed)"] == nil)
      #expect(map.count == count - 1)
      for number in 0..<count where number != removed { #expect(map["key \(number)"] == number) }
      map["key \(removed)"] = -1
      #expect(map.keys.last == "key \(removed)")
      #expect(map["key \(removed)"] == -1)
    }
  }

  @Test("A map shrinks and grows again")
  func shrinkAndGrow() {
    var map = numbered(30)
    for number in 0..<30 where number % 3 != 0 { map["key \(number)"] = nil }
    #expect(map.keys == stride(from: 0, to: 30, by: 3).map { "key \($0)" })
    for number in 0..<30 { map["key \(number)"] = number * 2 }
    for number in 0..<30 { #expect(map["key \(number)"] == number * 2) }
    #expect(map.count == 30)
  }

  @Test("Removing a key that is not there changes nothing")
  func removalOfNothing() {
    var map = numbered(13)
    map["other"] = nil
    #expect(map == numbered(13))
  }

  @Test("A value is changed in place")
  func changeInPlace() {
    var map: OrderedMap = ["a": [1], "b": [2]]
    map["a"]?.append(3)
    map["c"]?.append(4)
    #expect(map == ["a": [1, 3], "b": [2]])
  }

  @Test("Random operations leave what a dictionary would hold", arguments: [UInt64(1), 2, 3])
  func randomOperations(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var map = OrderedMap<Int>()
    var model: [String: Int] = [:]
    var order: [String] = []
    for step in 0..<2_000 {
      let key = "key \(Int.random(in: 0..<30, using: &generator))"
      if Int.random(in: 0..<5, using: &generator) < 2 {
        map[key] = nil
        model[key] = nil
        order.removeAll { $0 == key }
      } else {
        if model[key] == nil { order.append(key) }
        map[key] = step
        model[key] = step
      }
      if map.keys != order || map.map(\.value) != order.map({ model[$0] }) {
        Issue.record("differs after step \(step)")
        return
      }
    }
    for number in 0..<30 { #expect(map["key \(number)"] == model["key \(number)"]) }
  }

  @Test("Keys that look alike but differ in bytes are different keys", arguments: [0, 20])
  func keysThatLookAlike(others: Int) {
    var map = numbered(others)
    map["\u{E9}"] = -1
    map["e\u{301}"] = -2
    #expect(map.count == others + 2)
    #expect(map["\u{E9}"] == -1)
    #expect(map["e\u{301}"] == -2)
    map["\u{E9}"] = nil
    #expect(map["\u{E9}"] == nil)
    #expect(map["e\u{301}"] == -2)
  }

  @Test("Maps are equal whatever the order of their members", arguments: sizes)
  func equality(count: Int) {
    let map = numbered(count)
    var backwards = OrderedMap<Int>()
    for number in (0..<count).reversed() { backwards["key \(number)"] = number }
    #expect(map == backwards)
    #expect(map.hashValue == backwards.hashValue)
    backwards["more"] = 0
    #expect(map != backwards)
    backwards["more"] = nil
    #expect(map == backwards)
  }

  @Test("Maps with another key or another value are not equal")
  func inequality() {
    let map: OrderedMap = ["a": 1, "b": 2]
    #expect(map != ["a": 1, "c": 2])
    #expect(map != ["a": 1, "b": 3])
    #expect(map != ["a": 2, "b": 1])
    #expect(map != ["a": 1])
  }

  @Test("Of repeated keys in a literal the last counts")
  func literal() {
    let map: OrderedMap = ["a": 1, "b": 2, "a": 3]
    #expect(map.keys == ["a", "b"])
    #expect(map["a"] == 3)
  }

  @Test("Values are mapped, keys kept")
  func mapValues() {
    let map: OrderedMap = ["b": 1, "a": 2]
    let texts = map.mapValues { "<\($0)>" }
    #expect(texts.keys == ["b", "a"])
    #expect(texts == ["b": "<1>", "a": "<2>"])
  }

  @Test("An overlay replaces what both have and appends what is new")
  func overlay() {
    let base: OrderedMap = ["a": 1, "b": 2]
    let result = base.overlaid(by: ["c": 3, "a": 4])
    #expect(result.keys == ["a", "b", "c"])
    #expect(result == ["a": 4, "b": 2, "c": 3])
    #expect(base == ["a": 1, "b": 2])
    var changed = base
    changed.overlay(["b": 5])
    #expect(changed == ["a": 1, "b": 5])
  }
}
