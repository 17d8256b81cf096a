import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

@Suite("Numbers")
struct NumberTests {
  private func double(_ text: String) throws -> Double {
    var parser = JSONParser()
    return try parser.decode(Double.self, from: Array(text.utf8))
  }

  private func integer(_ text: String) throws -> Int {
    var parser = JSONParser()
    return try parser.decode(Int.self, from: Array(text.utf8))
  }

  private func written(_ value: some JSONWritable) -> String {
    String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
  }

  /// A finite double of any sign, exponent and mantissa.
  private func anyFinite(_ generator: inout SeededGenerator) -> Double {
    while true {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { return value }
    }
  }

  // MARK: Doubles in

  @Test(
    "The nearest double is read, ties to even",
    arguments: [
      ("0", 0), ("0.0", 0), ("0e400", 0), ("0.1", 0.1), ("1e0", 1), ("1E2", 100), ("12.5e-1", 1.25),
      // Between two doubles: exactly half way, and a last digit to either side of it.
      ("9007199254740993", 0x1p53), ("9007199254740993.0", 0x1p53), ("9007199254740992.99999999999999999999", 0x1p53),
      ("9007199254740993.00000000000000000001", 0x1.0000000000001p53), ("9007199254740995", 0x1.0000000000002p53),
      ("-9007199254740993", -0x1p53), ("1.00000000000000011102230246251565404236316680908203125", 1),
      ("1.00000000000000011102230246251565404236316680908203124", 1),
      ("1.00000000000000011102230246251565404236316680908203126", 0x1.0000000000001p0),
      ("1.00000000000000033306690738754696212708950042724609375", 0x1.0000000000002p0),
      ("1e23", 0x1.52d02c7e14af6p76), ("8.5e22", 0x1.1ffdbf6b2b2ebp76), ("9.5e22", 0x1.41df5d77c6d9dp76),
      ("6.02214076e23", 6.02214076e23), ("123456789012345678", 0x1.b69b4ba630f35p56),
      ("9007199254740991e22", 0x1.0f0cf064dd591p126), ("9007199254740991e-22", 0x1.e392010175ee5p-21),
      // Subnormals, and the half way point below the smallest of them.
      ("5e-324", 0x1p-1074), ("4.9406564584124654e-324", 0x1p-1074), ("2.4703282292062327e-324", 0),
      ("2.4703282292062328e-324", 0x1p-1074), ("7.4109846876186982e-324", 0x1p-1073), ("1e-325", 0),
      ("2.2250738585072011e-308", .leastNormalMagnitude.nextDown), ("2.2250738585072012e-308", 0x1p-1022),
      ("2.2250738585072014e-308", 0x1p-1022),
      // The largest double, and half an ulp above it.
      ("1.7976931348623157e308", 0x1.fffffffffffffp1023), ("1.7976931348623158e308", 0x1.fffffffffffffp1023),
      ("1.797693134862315807e308", 0x1.fffffffffffffp1023), ("1.797693134862315808e308", .infinity),
      ("1e309", .infinity), ("1e400", .infinity), ("-1e400", -.infinity), ("1e-400", 0),
    ] as [(String, Double)])
  func nearestDouble(text: String, value: Double) throws {
    #expect(try double(text).bitPattern == value.bitPattern)
    #expect(try JSON(parsing: Array(text.utf8)).double?.bitPattern == value.bitPattern)
    #expect(Double(text)?.bitPattern == value.bitPattern)
  }

  @Test("Zero keeps its sign", arguments: ["-0", "-0.0", "-0e1", "-0.000", "-1e-400", "-2e-324"])
  func negativeZero(text: String) throws {
    #expect(try double(text).bitPattern == (-0.0).bitPattern)
    #expect(try JSON(parsing: Array(text.utf8)).double?.bitPattern == (-0.0).bitPattern)
  }

  @Test("Mantissas and exponents may be of any length")
  func longNumbers() throws {
    let zeros = String(repeating: "0", count: 1000)
    let nines = String(repeating: "9", count: 1000)
    let cases: [(String, Double)] = [
      ("1\(zeros)e-1000", 1), ("0.\(zeros)1e1001", 1), ("-25\(zeros)e-1001", -2.5), ("1e\(zeros)2", 100),
      ("1e-\(zeros)2", 0.01),
      ("1e\(nines)", .infinity), ("-1e\(nines)", -.infinity), ("1e-\(nines)", 0), ("0e\(nines)", 0), ("0.\(nines)", 1),
      ("1.5\(zeros)1", 0x1.8p0), ("9007199254740993.\(zeros)1", 0x1.0000000000001p53), ("\(nines)", .infinity),
      ("\(nines)e-1000", 1), ("0.\(zeros)e\(nines)", 0),
    ]
    for (text, value) in cases {
      #expect(try double(text).bitPattern == value.bitPattern)
      #expect(try JSON(parsing: Array(text.utf8)).double?.bitPattern == value.bitPattern)
    }
  }

  @Test("Random doubles are written so that they are read back bit for bit")
  func randomBitPatterns() throws {
    var generator = SeededGenerator(seed: 1)
    var wrong: [Double] = []
    for _ in 0..<100_000 {
      let value = anyFinite(&generator)
      let text = written(value)
      if try double(text).bitPattern != value.bitPattern || strtod(text, nil).bitPattern != value.bitPattern {
        wrong.append(value)
      }
    }
    #expect(wrong == [])
  }

  @Test("Random decimals of up to 25 digits are read as the C library reads them")
  func randomDecimals() throws {
    var generator = SeededGenerator(seed: 2)
    var wrong: [String] = []
    for _ in 0..<100_000 {
      var text = Bool.random(using: &generator) ? "-" : ""
      text += String(UInt64.random(in: 0...(1 << UInt64.random(in: 0...63, using: &generator)), using: &generator))
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: text += "." + String(UInt64.random(in: 0...99_999, using: &generator))
      case 1: text += ".000" + String(UInt64.random(in: 0...9, using: &generator))
      default: break
      }
      if Bool.random(using: &generator) {
        text += ["e", "E", "e+", "e-", "E-"].randomElement(using: &generator) ?? "e"
        text += String(Int.random(in: 0...30, using: &generator))
      }
      if try double(text).bitPattern != strtod(text, nil).bitPattern { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  @Test("Random doubles rounded to any number of digits are read as the C library reads them")
  func randomPrecision() throws {
    var generator = SeededGenerator(seed: 3)
    var wrong: [String] = []
    for _ in 0..<20_000 {
      let text = String(format: "%.*e", Int.random(in: 0...40, using: &generator), anyFinite(&generator))
      let expected = strtod(text, nil).bitPattern
      let fromTree = try JSON(parsing: Array(text.utf8)).double?.bitPattern
      if try double(text).bitPattern != expected || fromTree != expected { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  // MARK: Doubles out

  @Test(
    "Doubles are written in their shortest form",
    arguments: [
      (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (-1, "-1.0"), (0.1, "0.1"), (0.1 + 0.2, "0.30000000000000004"),
      (100, "100.0"), (1e15, "1000000000000000.0"), (9007199254740992, "9007199254740992.0"), (1e16, "1e+16"),
      (1e23, "1e+23"), (0.0001, "0.0001"), (0.00001, "1e-05"), (2.5e-8, "2.5e-08"),
      (.leastNonzeroMagnitude, "5e-324"), (2.2250738585072014e-308, "2.2250738585072014e-308"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.pi, "3.141592653589793"),
    ] as [(Double, String)])
  func shortestForm(value: Double, text: String) throws {
    #expect(written(value) == text)
    #expect(written(JSON.number(JSONNumber(value))) == text)
    #expect(try double(text).bitPattern == value.bitPattern)
  }

  @Test("No double is written with more digits than it needs")
  func noSuperfluousDigits() {
    var generator = SeededGenerator(seed: 4)
    var wrong: [Double] = []
    for _ in 0..<5_000 {
      let value = anyFinite(&generator)
      let mantissa = written(value).prefix { $0 != "e" }.filter(\.isNumber)
      let digits = mantissa.drop { $0 == "0" }.reversed().drop { $0 == "0" }.count
      let shorter = String(format: "%.*e", max(0, digits - 2), value)
      if digits > 17 || digits > 1 && strtod(shorter, nil) == value { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  // MARK: Integers

  @Test(
    "Whole numbers of 64 bits are integers, however they are spelled",
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9007199254740993", 9_007_199_254_740_993), ("2.0", 2), ("-2.000", -2), ("0.0", 0), ("-0.0", 0), ("0e5", 0),
      ("1e3", 1000), ("1E+3", 1000), ("12e0", 12), ("1200e-2", 12), ("1.5e1", 15), ("0.0012e4", 12),
      ("1e18", 1_000_000_000_000_000_000), ("9007199254740993.0", 9_007_199_254_740_993),
      ("9223372036854775807.0", .max), ("-9223372036854775808.0", .min), ("922337203685477580.7e1", .max),
      ("0e999999999999999999999", 0),
    ])
  func wholeNumber(text: String, value: Int) throws {
    #expect(try integer(text) == value)
  }

  @Test(
    "Fractions, and numbers of more than 64 bits, are no integers",
    arguments: [
      "2.5", "-2.5", "0.1", "1e-1", "15e-1", "1e-400", "0.99999999999999999999", "2.00000000000000000001",
      "9007199254740992.5", "9223372036854775808", "-9223372036854775809", "9223372036854775808.0",
      "-9223372036854775809.0", "-9223372036854775808.5", "18446744073709551615", "18446744073709551616", "1e19",
      "1e400", "-1e400", "123456789012345678901234567890", "1e99999999999999999999", "1e-99999999999999999999", "NaN",
      "Infinity", "-Infinity",
    ])
  func notWholeNumber(text: String) {
    #expect(throws: JSONError("expected a whole number of 64 bits")) { try integer(text) }
  }

  @Test("Integers are written as digits", arguments: [0, 1, 9, 10, -1, -10, 12_345, Int.max, Int.min])
  func writtenInteger(value: Int) throws {
    #expect(written(value) == value.description)
    #expect(written(JSON.number(JSONNumber(value))) == value.description)
    #expect(try integer(written(value)) == value)
  }

  @Test("Random integers are read back")
  func randomIntegers() throws {
    var generator = SeededGenerator(seed: 5)
    var wrong: [Int] = []
    for _ in 0..<20_000 {
      let value = Int(truncatingIfNeeded: generator.next()) >> Int.random(in: 0..<64, using: &generator)
      if try integer(written(value)) != value { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  // MARK: NaN and the infinities

  @Test("NaN and the infinities are numbers when read")
  func notFinite() throws {
    #expect(try double("NaN").isNaN)
    #expect(try double("Infinity") == .infinity)
    #expect(try double("-Infinity") == -.infinity)
    #expect(try JSON(parsing: Array("NaN".utf8)).double?.isNaN == true)
    #expect(try JSON(parsing: Array("Infinity".utf8)).double == .infinity)
    #expect(try JSON(parsing: Array("-Infinity".utf8)).double == -.infinity)
  }

  @Test("They are written as null", arguments: [Double.nan, .signalingNaN, .infinity, -.infinity])
  func writtenNotFinite(value: Double) {
    #expect(written(value) == "null")
    #expect(written(JSON.number(JSONNumber(value))) == "null")
    #expect(written([1, value]) == "[1.0,null]")
  }

  @Test("Numbers in a tree are equal when they mean the same")
  func equality() throws {
    #expect(try JSON(parsing: Array("[1,1.50,NaN]".utf8)) == JSON(parsing: Array("[1.0,15e-1,NaN]".utf8)))
    #expect(try JSON(parsing: Array("[1]".utf8)) != JSON(parsing: Array("[2]".utf8)))
    #expect(JSON.number(JSONNumber(.infinity)) != JSON.number(JSONNumber(-.infinity)))
  }

  @Test(
    "Nothing but a number is read as one",
    arguments: [
      ("null", "null"), ("true", "true or false"), (#""1""#, "a string"), ("[1]", "an array"), ("{}", "an object"),
    ])
  func otherKinds(text: String, kind: String) {
    #expect(throws: JSONError("expected a number, found \(kind)")) { try double(text) }
    #expect(throws: JSONError("expected a whole number, found \(kind)")) { try integer(text) }
  }
}
