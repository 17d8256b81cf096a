import CalibraxReading
import Testing

/// What `re.search(pattern, text)` of Python gives is what is expected.
@Suite("Finding patterns")
struct FindingTests {
  @Test(
    "A pattern is found anywhere in a text",
    arguments: [
      ("b", "abc", true), ("", "", true), ("", "abc", true), ("abc", "ab", false), ("b.d", "abcd", true),
      ("a.c", "a\nc", false), ("x|c", "abc", true), ("x|", "abc", true), ("run_\\d+", "out/run_12.csv", true),
      ("run_\\d+", "out/run_x.csv", false), ("aab", "aaab", true), ("é", "café", true), ("é", "cafe\u{301}", false),
    ])
  func anywhere(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }

  @Test(
    "Anchors hold where Python has them",
    arguments: [
      ("^b", "ab", false), ("^a", "ab", true), ("^b", "a\nb", false), ("(?m)^b", "a\nb", true),
      ("(?m)\\Ab", "a\nb", false),
      ("a$", "ab", false), ("a$", "a\n", true), ("a$", "a\nb", false), ("a$", "a\n\n", false),
      ("(?m)a$", "a\n\nb", true),
      ("a\\Z", "a\n", false), ("a\\Z", "ba", true), ("^$", "", true), ("$^", "\n", true), ("$^", "a\n", false),
      ("(?m)$\n^", "\n", true),
      ("a|^b", "cb", false), ("(?:^|/)b", "a/b", true), ("(?m)\\Z\n", "a\n", false),
    ])
  func anchors(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }

  @Test(
    "Words end where letters, digits and underscores do",
    arguments: [
      (#"\bb"#, "ab", false), (#"\bb"#, "a b", true), (#"\bb"#, "é-b", true), (#"\bb"#, "éb", false),
      (#"b\b"#, "b_", false),
      (#"b\b"#, "b", true), (#"\Bb"#, "ab", true), (#"\Bb"#, "b", false), (#"\b"#, "", false), (#"\B"#, "", true),
      (#"\b"#, " - ", false), (#"1\b"#, "1中", false),
    ])
  func wordBoundaries(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }

  @Test(
    "The first place counts, and there the first of the alternatives",
    arguments: [
      ("(b|ab)", "ab", "ab"), ("(a|ab)", "ab", "a"), ("(a|ab)c", "abc", "ab"), ("(|a)", "a", ""), ("(a|)", "ba", ""),
      ("(ab|a)(b?)", "ab", "ab"), ("(b+|a)", "abb", "a"), ("(x|b|c)", "acb", "c"),
    ])
  func alternatives(pattern: String, text: String, group: String) throws {
    #expect(try Pattern(pattern).firstGroup(in: text) == group)
  }

  @Test(
    "Repetitions take as much as they can, or as little",
    arguments: [
      ("(a*)", "aaa", "aaa"), ("(a*?)", "aaa", ""), ("(a+?)", "aaa", "a"), ("(a*?)b", "aab", "aa"),
      ("(a??)a", "aa", ""),
      ("(a?)a", "aa", "a"), ("(a{2})", "aaa", "aa"), ("(a{2,})", "aaaa", "aaaa"), ("(a{,2})", "aaaa", "aa"),
      ("(a{1,3})", "aaaa", "aaa"), ("(a{1,3}?)", "aaaa", "a"), ("(a{1,3}?)b", "aaaab", "aaa"), ("(a{,})", "aa", "aa"),
      ("(.*)b", "abab", "aba"), ("(.*?)b", "abab", "a"), ("(a{0})", "a", ""), ("(^.{0,8}).*", "0123456789", "01234567"),
      ("(a{,x})", "a{,x}", "a{,x}"), ("({a)", "{a", "{a"), ("(a{2)", "a{2", "a{2"), ("(a{})", "a{}", "a{}"),
    ])
  func repetitions(pattern: String, text: String, group: String) throws {
    #expect(try Pattern(pattern).firstGroup(in: text) == group)
  }

  @Test(
    "A group holds what it held last",
    arguments: [
      ("(a|b)*", "abc", "b"), ("(?:(a)|b)*", "ab", "a"), ("(a|b)*?", "ab", nil), ("(a)?b", "b", nil),
      ("(a)|b", "b", nil),
      ("(a){0}b", "ab", nil), ("((a)b)", "ab", "ab"), ("(?:a)(b)", "ab", "b"), ("(?P<n>a)(b)", "ab", "a"),
      ("(?<n>a)(b)", "ab", "a"), ("ab", "ab", nil), ("(x)", "ab", nil), ("(a|b){2}", "ab", "b"), ("()", "ab", ""),
      (#"run_(\d+)nodes"#, "results/run_64nodes.csv", "64"),
    ])
  func groups(pattern: String, text: String, group: String?) throws {
    #expect(try Pattern(pattern).firstGroup(in: text) == group)
  }

  @Test(
    "What took nothing is repeated no further",
    arguments: [
      ("(a*)*", "aa", ""), ("(a*)+", "aa", ""), ("(a*)*", "b", ""), ("(a|)*b", "aab", ""), ("(|a)*b", "aab", ""),
      ("(|a)+b", "aab", ""), ("(|a){0,3}b", "aab", ""), ("(|a){3}b", "aab", "a"), ("(a??)*?b", "aab", "a"),
      ("(?:(a?)b?)*c", "abbc", ""), ("(?:()|a)+b", "ab", ""), ("((a*)*b)*", "aabb", "b"), ("(a|b|)*?c", "abc", "b"),
    ])
  func emptyRepetitions(pattern: String, text: String, group: String) throws {
    #expect(try Pattern(pattern).firstGroup(in: text) == group)
  }

  @Test
  func placesAreThoseOfBytes() throws {
    let match = try #require(try Pattern("b(é|c)").firstMatch(in: "😀abé"))
    #expect(match.whole == 5..<8 && match.group == 6..<8)
  }

  @Test
  func theTextIsKept() throws {
    #expect(try Pattern("(?i)a+").text == "(?i)a+")
  }
}
