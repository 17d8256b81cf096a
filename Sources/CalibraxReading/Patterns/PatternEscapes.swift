/// What a backslash and what follows it stand for.
enum PatternEscape {
  case scalar(Unicode.Scalar)
  case kind(ScalarKinds, isNegated: Bool)
  case assertion(PatternAssertion)
}

extension PatternParser {
  /// The escape after a backslash.
  ///
  /// - Parameter isInClass: Whether it stands between square brackets, where nothing can be asserted.
  mutating func escape(from start: Int, isInClass: Bool = false) throws(Pattern.Fault) -> PatternEscape {
    guard let scalar = take() else { throw fault(from: start, "escapes nothing; write \"\\\\\" for a backslash") }
    switch scalar {
    case "d": return .kind(.digit, isNegated: false)
    case "D": return .kind(.digit, isNegated: true)
    case "s": return .kind(.space, isNegated: false)
    case "S": return .kind(.space, isNegated: true)
    case "w": return .kind(.word, isNegated: false)
    case "W": return .kind(.word, isNegated: true)
    case "b": return isInClass ? .scalar("\u{8}") : .assertion(.wordBoundary)
    case "B" where !isInClass: return .assertion(.noWordBoundary)
    case "A" where !isInClass: return .assertion(.textStart)
    case "Z" where !isInClass: return .assertion(.textEnd)
    case "a": return .scalar("\u{7}")
    case "f": return .scalar("\u{C}")
    case "n": return .scalar("\n")
    case "r": return .scalar("\r")
    case "t": return .scalar("\t")
    case "v": return .scalar("\u{B}")
    case "x": return .scalar(try hexadecimal(2, from: start))
    case "u": return .scalar(try hexadecimal(4, from: start))
    case "U": return .scalar(try hexadecimal(8, from: start))
    case "0"..."9": return .scalar(try octal(from: start, isInClass: isInClass))
    case "N": throw fault(from: start, "is not supported; write the character, or its number as \\uhhhh")
    case "a"..."z", "A"..."Z": throw fault(from: start, "is no escape; write \"\\\\\" for a backslash")
    default: return .scalar(scalar)
    }
  }

  private mutating func hexadecimal(_ count: Int, from start: Int) throws(Pattern.Fault) -> Unicode.Scalar {
    let digits = take(upTo: count) { $0.properties.isASCIIHexDigit }
    guard digits.utf8.count == count else {
      throw fault(from: start, "has too few digits; give \(count) hexadecimal ones")
    }
    guard let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) else {
      throw fault(from: start, "is no character; give the number of one in Unicode")
    }
    return scalar
  }

  /// A character by the octal digits of its number, which are told from the number of a group as Python does.
  private mutating func octal(from start: Int, isInClass: Bool) throws(Pattern.Fault) -> Unicode.Scalar {
    goBack(to: start + 1)
    let digits = take(upTo: 3) { ("0"..."7").contains($0) }
    guard isInClass ? !digits.isEmpty : digits.first == "0" || digits.utf8.count == 3 else {
      goBack(to: start + 1)
      _ = take(upTo: 2) { ("0"..."9").contains($0) }
      throw fault(
        from: start,
        isInClass
          ? "is no escape; write \"\\\\\" for a backslash"
          : "is a reference to a group, which is not supported; write out what it refers to")
    }
    guard let value = UInt8(digits, radix: 8) else {
      throw fault(from: start, "is no character; give at most 377, or the number as \\uhhhh")
    }
    return Unicode.Scalar(value)
  }
}
