import CalibraxJSON
import CalibraxYAML
import Foundation
import Testing

@Suite("Limits")
struct LimitTests {
  @Test("Collections nest 128 deep, in either style", arguments: ["[", "{a: ", "- ", "? "])
  func depth(opening: String) {
    let closing = opening == "[" ? "]" : opening == "{a: " ? "}" : ""
    func nested(_ depth: Int) -> String {
      String(repeating: opening, count: depth) + (opening == "? " ? "b" : "") + String(repeating: closing, count: depth)
    }
    let column = 128 * opening.count + 1
    // A mapping is no key.
    if opening != "? " { #expect(refusal(of: nested(128)) == nil) }
    #expect(refusal(of: nested(129)) == "line 1, column \(column): nested deeper than 128 levels; flatten this")
    #expect(refusal(of: nested(100_000)) == "line 1, column \(column): nested deeper than 128 levels; flatten this")
  }

  @Test("A billion laughs are refused before they are laughed")
  func laughs() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, last) in zip("bcdefghijklmnop", "abcdefghijklmno") {
      text += "\(name): &\(name) [\(Array(repeating: "*\(last)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(
      refusal(of: text)
        == "line 7, column 8: more than 1000000 values, those of aliases counted each time; take the text apart")
  }

  @Test("Merges count as what they bring in")
  func merges() {
    var text = "a: &a {\((0..<1000).map { "k\($0): 1" }.joined(separator: ", "))}\nb:\n"
    for _ in 0..<1000 { text += "- <<: *a\n" }
    #expect(refusal(of: text)?.contains("more than 1000000 values") == true)
  }

  @Test("Long texts count each time they are aliased")
  func texts() {
    let text = "a: &a \(String(repeating: "x", count: 1 << 20))\nb:\n" + String(repeating: "- *a\n", count: 100)
    #expect(
      refusal(of: text)
        == "line 65, column 3: more than 64 MiB of text, that of aliases counted each time; take the text apart")
  }

  @Test("Limits are the caller's")
  func own() {
    var limits = YAML.Limits()
    limits.nodes = 3
    #expect(refusal(of: "[a, b]", limits: limits) == nil)
    #expect(refusal(of: "[a, b, c]", limits: limits) != nil)
    #expect(refusal(of: "a: [b]", limits: limits) != nil)
    limits.bytes = 4
    #expect(refusal(of: "abcde", limits: limits)?.hasPrefix("line 1, column 1: the text is larger than") == true)
  }

  @Test(
    "Time grows with the text and no faster",
    arguments: [
      ("# comment\n", "", ""), ("word ", "a: ", ""), ("word\n ", "a: ", ""), ("\n", "a: b", "\n  c"),
      ("\\n\\u00e9", "\"", "\""),
      ("x\n", "\"", "\""), ("''", "'", "'"), ("\n", "a: |\n", ""), ("  b\n", "a: |\n", ""), (" ", "a: ", "b"),
      ("k", "", ": 1"),
      ("k", "{", ": 1}"), ("k", "[", ": 1]"), ("[", "", ""), ("- ", "", ""), ("a, ", "[", "]"),
      ("- *a\n", "- &a b\n", ""),
      ("--- a\n", "", ""), ("a", "!", " b"), ("9", "", ""), (":30", "1", ""), ("\r", "", "a"), ("\u{2028}", "a: b", ""),
      ("ü", "a: ", ""),
      ("<<: *a\n", "a: &a {}\n", ""), ("{}, ", "[", "]"), ("\t", "a: [", "]"), ("- !x a\n", "", ""), ("? ", "", ""),
      ("\\\n", "\"", "\""),
    ])
  func linear(part: String, before: String, after: String) {
    func seconds(_ count: Int) -> Double {
      let text = Array((before + String(repeating: part, count: count) + after).utf8)
      // The thread's own, for other tests run beside this one.
      let start = processorSeconds()
      _ = try? YAML.documents(text)
      return processorSeconds() - start
    }
    // What is quadratic takes 64 times as long.
    _ = seconds(1000)
    let short = (0..<3).map { _ in seconds(2500) }.min() ?? 0
    let long = (0..<3).map { _ in seconds(20000) }.min() ?? 0
    #expect(long < max(short, 0.002) * 32)
  }

  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
