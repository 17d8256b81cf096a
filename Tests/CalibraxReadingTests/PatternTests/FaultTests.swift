import CalibraxReading
import Testing

@Suite("Faults of patterns")
struct PatternFaultTests {
  private func message(of pattern: String) -> String? {
    do throws(Pattern.Fault) {
      _ = try Pattern(pattern)
      return nil
    } catch {
      return error.message
    }
  }

  @Test(
    "A fault says what is wrong, where, and what to do",
    arguments: [
      ("ab[c", #""[" at character 3 is not closed; add "]", or write "\[" for a bracket"#),
      ("é[]", #""[" at character 2 is not closed; add "]", or write "\[" for a bracket"#),
      ("a(b", #""(" at character 2 is not closed; add ")", or write "\(" for a parenthesis"#),
      ("a(?#b", #""(" at character 2 is not closed; add ")""#),
      ("(?i", #""(" at character 1 is not closed; add ")", or write "\(" for a parenthesis"#),
      ("a)b", #"")" at character 2 closes nothing; write "\)" for a parenthesis"#),
      ("*a", #""*" at character 1 has nothing before it to repeat; write "\*" for the character"#),
      ("a|+", #""+" at character 3 has nothing before it to repeat; write "\+" for the character"#),
      ("(?i){2}", #""{2}" at character 5 has nothing before it to repeat; write "\{" for the character"#),
      ("^*", #""*" at character 2 has nothing before it to repeat; write "\*" for the character"#),
      ("a**", #""*" at character 3 repeats what is repeated already; put that into a group, (?:…)"#),
      ("a{3,2}", #""{3,2}" at character 2 repeats at least 3 and at most 2 times; exchange the numbers"#),
      ("a\\", #""\" at character 2 escapes nothing; write "\\" for a backslash"#),
      (#"\q"#, #""\q" at character 1 is no escape; write "\\" for a backslash"#),
      (#"[\B]"#, #""\B" at character 2 is no escape; write "\\" for a backslash"#),
      (#"[\8]"#, #""\8" at character 2 is no escape; write "\\" for a backslash"#),
      (#"\x4g"#, #""\x4" at character 1 has too few digits; give 2 hexadecimal ones"#),
      (#"\ud83d"#, #""\ud83d" at character 1 is no character; give the number of one in Unicode"#),
      (#"\777"#, #""\777" at character 1 is no character; give at most 377, or the number as \uhhhh"#),
      (
        "[b-a]",
        #""b-a" at character 2 is no range; give it from the lesser to the greater, or write "\-" for a hyphen"#
      ),
      (
        #"[\d-a]"#,
        #""\d-a" at character 2 is no range; give it from the lesser to the greater, or write "\-" for a hyphen"#
      ),
      ("a(?i)", #""(?i)" at character 2 is not at the start; move it there, or write (?…:…) for a part"#),
      ("((?i)a)", #""(?i)" at character 2 is not at the start; move it there, or write (?…:…) for a part"#),
      (
        "(?P<1>a)",
        #""1" at character 5 is no name of a group; give one of letters, digits and "_", and end it with ">""#
      ),
      (
        "(?P<n)", #""n" at character 5 is no name of a group; give one of letters, digits and "_", and end it with ">""#
      ),
      ("(?P<n>a)(?P<n>b)", #""n" at character 13 is the name of another group already; give it a different one"#),
      (
        "(?z)",
        #""(?z" at character 1 is no group that is known; write (?:…), (?P<name>…), (?i:…), or "\(" for a parenthesis"#
      ),
      ("(?i-i:a)", #""i" at character 5 is a flag that cannot be turned off here; remove it"#),
    ])
  func faults(pattern: String, message: String) {
    #expect(self.message(of: pattern) == message)
  }

  @Test(
    "What needs going back in the text is not supported",
    arguments: [
      ("a(?=b)", #""(?=" at character 2 is lookahead, which is not supported; take what follows into the match"#),
      ("a(?!b)", #""(?!" at character 2 is lookahead, which is not supported; take what follows into the match"#),
      (
        "(?<=a)b",
        #""(?<=" at character 1 is lookbehind, which is not supported; take what stands before into the match"#
      ),
      (
        "(?<!a)b",
        #""(?<!" at character 1 is lookbehind, which is not supported; take what stands before into the match"#
      ),
      (
        #"(a)\1"#,
        #""\1" at character 4 is a reference to a group, which is not supported; write out what it refers to"#
      ),
      (
        "(?P<n>a)(?P=n)",
        #""(?P=" at character 9 is a reference to a group, which is not supported; write out what it refers to"#
      ),
      (
        "(?>a)",
        #""(?>" at character 1 is an atomic group, which is not supported; write (?:…), which costs no more here"#
      ),
      (
        "(a)?(?(1)b|c)",
        #""(?(" at character 5 is a conditional group, which is not supported; write both cases, with |"#
      ),
      (
        "a*+",
        #""*+" at character 2 is a possessive quantifier, which is not supported; leave out the last "+", it costs no more here"#
      ),
      ("(?a)b", #""a" at character 3 is a flag that is not supported; write [0-9], [A-Za-z0-9_] for what it changes"#),
      (#"\N{DASH}"#, #""\N" at character 1 is not supported; write the character, or its number as \uhhhh"#),
    ])
  func unsupported(pattern: String, message: String) {
    #expect(self.message(of: pattern) == message)
  }

  @Test(
    "Patterns have limits",
    arguments: [
      (String(repeating: "a", count: 4097), "it has 4097 characters, more than 4096; use several shorter ones"),
      (
        "(?:a{200}){60}",
        "it is too large, over 10000 steps with all that it repeats; repeat less, or less often"
      ),
      ("a{10001}", #""{10001}" at character 2 repeats more than 10000 times; repeat less often"#),
      (
        "a{1,99999999999999999999}",
        #""{1,99999999999999999999}" at character 2 repeats more than 10000 times; repeat less often"#
      ),
      (
        String(repeating: "(", count: 101) + String(repeating: ")", count: 101),
        #""(" at character 101 is nested deeper than 100 groups; leave out some of them"#
      ),
    ])
  func limits(pattern: String, message: String) {
    #expect(self.message(of: pattern) == message)
  }

  @Test(
    "What is within the limits is taken",
    arguments: [
      String(repeating: "a", count: 4096), "(?:a{100}){60}", "a{9000}", "(?:){9999}", "(?:(?:){9999}){9999}",
      String(repeating: "(", count: 100) + String(repeating: ")*", count: 100),
      String(repeating: "(?:", count: 100) + "a" + String(repeating: ")+", count: 100),
    ])
  func withinLimits(pattern: String) {
    #expect(message(of: pattern) == nil)
  }
}
