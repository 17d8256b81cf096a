import CalibraxReading
import Testing

@Suite("Flags of patterns")
struct FlagTests {
  @Test(
    "Flags hold for all, or for a group",
    arguments: [
      ("(?i)ab", "AB", true), ("(?i:a)b", "Ab", true), ("(?i:a)b", "AB", false), ("(?i)a(?-i:b)", "AB", false),
      ("(?i)a(?-i:b)", "Ab", true), ("(?s)a.b", "a\nb", true), ("a(?s:.)b", "a\nb", true), ("(?s:a).b", "a\nb", false),
      ("(?im)^B", "a\nb", true), ("(?i)(?m)^B", "a\nb", true), ("(?s-i:.)", "\n", true), ("(?:(?i:a)|b)c", "Ac", true),
      ("(?:(?i:a)|b)c", "Bc", false), ("(?u)é", "é", true), ("(?i:(a))b|c", "C", false),
    ])
  func flags(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }

  @Test(
    "White space and comments are left out with the flag x, other comments always",
    arguments: [
      ("(?x) ^ a b $ # c", "ab", true), ("(?x)^a # b\n c$", "ac", true), ("(?x)a\\ b", "a b", true),
      ("(?x)a[ ]b", "a b", true),
      ("(?x)^a +$", "aa", true), ("(?x)a\\#", "a#", true), ("(?x)a # \\\n b\n c", "ac", true),
      ("(?x:a b) c", "ab c", true),
      ("(?x:a b) c", "a b c", false), ("a(?#about b)c", "ac", true), ("^a(?#about b)*$", "aa", true),
      ("(?#first)(?i)A", "a", true), ("a #", "a", false), ("(?#\\))a", "a", true),
    ])
  func comments(pattern: String, text: String, isFound: Bool) throws {
    #expect(try Pattern(pattern).isFound(in: text) == isFound)
  }
}
