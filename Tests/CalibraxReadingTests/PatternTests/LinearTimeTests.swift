import CalibraxReading
import Testing

/// Patterns for which a matcher that goes back in the text takes longer than anyone waits.
@Suite("The time that patterns take", .timeLimit(.minutes(1)))
struct LinearTimeTests {
  private static let as10000 = String(repeating: "a", count: 10_000)

  @Test(arguments: [
    "(a+)+$", "^(a*)*$", "^(a|a)*$", "(a|aa)+$", "(.*)*(.*)*x", "(?:a?){20}a{20}b", "(((a*)*)*)*b", "(a+?)+?b",
    "^(\\w+\\s?)*$",
    "(a{1,9}){1,9}b", "(?:(a*?)*?)*?b",
  ])
  func aLongTextIsReadOnce(pattern: String) throws {
    let pattern = try Pattern(pattern)
    let text = Self.as10000 + "!"
    // Not within the expectations, which would tell of all of the text.
    let (isFound, group) = (pattern.isFound(in: text), pattern.firstGroup(in: text))
    #expect(!isFound)
    #expect(group == nil)
  }

  @Test
  func aGroupIsFoundInALongText() throws {
    #expect(try Pattern("(?:a|a)*(a+)+!").firstGroup(in: Self.as10000 + "!") == "a")
    #expect(try Pattern("((?:a+)+)!").firstGroup(in: Self.as10000 + "!")?.utf8.count == 10_000)
  }
}
