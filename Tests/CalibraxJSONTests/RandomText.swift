import CalibraxTestSupport

/// Writes random JSON texts with every freedom the grammar leaves: white space, escapes, spellings of numbers.
struct RandomText {
  private static let characters = [
    "a", "Z", "0", " ", "key", "/", "'", "{", "]", ",", ":", "é", "ß", "€", "中", "\u{7F}", "\u{2028}", "\u{FFFF}", "😀",
    #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#, #"\t"#, #"\u0000"#, #"\u001F"#, #"\u00e9"#, #"\uABCD"#,
    #"\ud83d\ude00"#, #"\uDBFF\uDFFF"#,
  ]

  private var generator: SeededGenerator
  private var text = ""

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
  }

  /// The next text.
  mutating func next() -> String {
    text = ""
    space()
    value(depth: 0)
    space()
    return text
  }

  private mutating func pick(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &generator)
  }

  private mutating func space() {
    if pick(4) == 0 { text += [" ", "\n", "\r", "\t", "\n    "][pick(5)] }
  }

  private mutating func value(depth: Int) {
    switch pick(depth < 5 ? 10 : 6) {
    case 0: text += ["null", "true", "false"][pick(3)]
    case 1, 2: string()
    case 3, 4, 5: number()
    case 6, 7: container("[", "]", depth)
    default: container("{", "}", depth)
    }
  }

  private mutating func container(_ opening: String, _ closing: String, _ depth: Int) {
    text += opening
    space()
    for index in 0..<pick(5) {
      if index > 0 {
        text += ","
        space()
      }
      if opening == "{" {
        string()
        space()
        text += ":"
        space()
      }
      value(depth: depth + 1)
      space()
    }
    text += closing
  }

  private mutating func string() {
    text += "\""
    for _ in 0..<pick(pick(10) == 0 ? 40 : 6) { text += Self.characters[pick(Self.characters.count)] }
    text += "\""
  }

  private mutating func number() {
    if pick(3) == 0 { text += "-" }
    text += pick(4) == 0 ? "0" : String(1 + pick(9)) + digits(pick(4) == 0 ? pick(20) : pick(4))
    if pick(2) == 0 { text += "." + digits(1 + pick(6)) }
    if pick(4) == 0 { text += ["e", "E"][pick(2)] + ["", "+", "-"][pick(3)] + digits(1 + pick(2)) }
  }

  private mutating func digits(_ count: Int) -> String {
    var digits = ""
    for _ in 0..<count { digits += String(pick(10)) }
    return digits
  }
}
