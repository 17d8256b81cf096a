import CalibraxJSON
import CalibraxTestSupport
import Testing

@testable import CalibraxAdapters

/// A long JSON text is cut into values at a depth, whatever the pieces in which it comes.
@Suite struct JSONPiecesTests {
  private func pieces(_ text: String, depth: Int, chunk: Int = .max) throws -> (found: [String], isComplete: Bool) {
    var pieces = JSONPieces(depth: depth)
    var found: [String] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let size = min(chunk, rest.count)
      try pieces.take(Array(rest.prefix(size))) { (path, bytes) throws(AdapterError) in
        found.append(path.joined(separator: "/") + "=" + String(decoding: bytes, as: UTF8.self))
      }
      rest = rest.dropFirst(size)
    }
    return (found, pieces.isComplete)
  }

  @Test func valuesAtTheDepthAreGivenWithTheKeysThatLeadThere() throws {
    let text = #"{"n": 1, "e": {"s": [{"a": 1}, [2]], "t": [{}]}}"#
    #expect(try pieces(text, depth: 3).found == ["n=1", #"e/s/={"a": 1}"#, "e/s/=[2]", "e/t/={}"])
    #expect(try pieces(text, depth: 1).found == ["n=1", #"e={"s": [{"a": 1}, [2]], "t": [{}]}"#])
  }

  @Test func bracesAndQuotesInStringsAreText() throws {
    let text = #"{"a}\"{": {"k": [{"s": "}]\"{\\"}, "]", "\\", {"t\\": "\\\\"}]}}"#
    #expect(
      try pieces(text, depth: 3).found == [
        #"a}"{/k/={"s": "}]\"{\\"}"#, #"a}"{/k/="]""#, #"a}"{/k/="\\""#, #"a}"{/k/={"t\\": "\\\\"}"#,
      ])
  }

  @Test func keysAreReadAsJSONReadsThem() throws {
    #expect(try pieces(#"{"\u00e9\n": {"x": {}}}"#, depth: 2).found == ["é\n/x={}"])
  }

  @Test func valuesThatAreNoContainersAreGivenWhereTheyStand() throws {
    let text = #"{"a": true, "b": {"c": null, "d": "x"}, "e": [1, -2.5e3], "f": []}"#
    #expect(
      try pieces(text, depth: 2).found == ["a=true", "b/c=null", #"b/d="x""#, "e/=1", "e/=-2.5e3"])
  }

  @Test func whatStandsAroundTheTextIsPassedOver() throws {
    let found = try pieces("window.DATA[\"x\"] = {\"a\": [1]};\n{\"b\": [2]}", depth: 1)
    #expect(found.found == ["a=[1]"])
    #expect(found.isComplete)
  }

  @Test func piecesMayBeCutAnywhere() throws {
    let text = #"x = {"a\"": 12, "é": {"s": [{"k": "}\\\""}, 3, "é]"], "t": [[{}]]}, "u": "\\"};"#
    let whole = try pieces(text, depth: 3)
    for chunk in 1...text.utf8.count {
      let part = try pieces(text, depth: 3, chunk: chunk)
      #expect(part.found == whole.found, "chunks of \(chunk)")
      #expect(part.isComplete)
    }
  }

  @Test func aTextThatBreaksOffIsNotComplete() throws {
    let text = #"{"a": {"s": [{"k": 1}, {"k": 2}]}}"#
    let whole = try pieces(text, depth: 3).found
    for count in 0..<text.utf8.count {
      let part = try pieces(String(text.prefix(count)), depth: 3)
      #expect(!part.isComplete, "cut off at \(count)")
      #expect(whole.starts(with: part.found), "cut off at \(count)")
    }
  }

  @Test func damagedTextsDoNoHarm() throws {
    var random = SeededGenerator(seed: 3)
    let text = Array(#"{"a": {"s": [{"k": "x\"y"}, {"k": [2]}]}, "b": 1}"#.utf8)
    for _ in 0..<2_000 {
      var damaged = text
      for _ in 0..<3 {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] =
          "{}[]\",:\\x".utf8.randomElement(using: &random) ?? 0
      }
      _ = try pieces(String(decoding: damaged, as: UTF8.self), depth: Int.random(in: 0...4, using: &random))
    }
  }
}
