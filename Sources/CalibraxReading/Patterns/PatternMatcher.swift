/// Goes through a text once, on all ways that a program may take at the same time, the best first.
///
/// An instruction is followed once at each place only, on the best of the ways that lead to it: others could but go on
/// as that one does.
///
/// Source: Rob Pike's matcher as in Russ Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009.
struct PatternMatcher {
  /// How an instruction was reached.
  private struct Way {
    var instruction: Int
    /// Where it began.
    let start: Int
    /// Where the group last began and ended.
    var open = -1
    var close = -1
  }

  /// Ways in memory that has a place for each instruction.
  private struct Ways {
    let memory: UnsafeMutablePointer<Way>
    var count = 0

    @inline(__always) mutating func append(_ way: Way) {
      memory[count] = way
      count += 1
    }

    @inline(__always) mutating func popLast() -> Way? {
      guard count > 0 else { return nil }
      count -= 1
      return memory[count]
    }
  }

  private let program: PatternProgram
  private let instructions: UnsafeBufferPointer<PatternProgram.Instruction>
  private let text: UnsafeBufferPointer<UInt8>
  /// Memory for the ways that wait for a character, for those that wait for the next, and for those not yet followed.
  private let memory: UnsafeMutablePointer<Way>
  /// The offset at which each instruction was last followed.
  private let reached: UnsafeMutablePointer<Int>
  private var boundaries = WordBoundaries()

  /// Where a program first finds something.
  ///
  /// - Parameter anyIsEnough: Whether any way that finds something there will do, even if it is not the best.
  static func match(
    _ program: PatternProgram, in text: UnsafeBufferPointer<UInt8>, anyIsEnough: Bool = false
  ) -> PatternMatch? {
    let count = program.instructions.count
    return program.instructions.withUnsafeBufferPointer { instructions in
      withUnsafeTemporaryAllocation(of: Way.self, capacity: 3 * count) { ways in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: count) { offsets in
          offsets.initialize(repeating: -1)
          guard let memory = ways.baseAddress, let reached = offsets.baseAddress else { return nil }
          var matcher = PatternMatcher(program, instructions, text: text, memory: memory, reached: reached)
          return matcher.match(anyIsEnough: anyIsEnough)
        }
      }
    }
  }

  private init(
    _ program: PatternProgram, _ instructions: UnsafeBufferPointer<PatternProgram.Instruction>,
    text: UnsafeBufferPointer<UInt8>, memory: UnsafeMutablePointer<Way>, reached: UnsafeMutablePointer<Int>
  ) {
    self.program = program
    self.instructions = instructions
    self.text = text
    self.memory = memory
    self.reached = reached
  }

  private mutating func match(anyIsEnough: Bool) -> PatternMatch? {
    var waiting = Ways(memory: memory)
    var coming = Ways(memory: memory + instructions.count)
    var found: PatternMatch?
    var offset = 0
    while offset <= text.count {
      if found == nil {
        if waiting.count == 0 {
          guard let start = program.starts.next(from: offset, of: text) else { return nil }
          offset = start
        }
        if program.starts.contains(offset, of: text) {
          follow(Way(instruction: program.entry, start: offset), to: offset, &waiting)
        }
      } else if waiting.count == 0 || anyIsEnough {
        break
      }
      let (scalar, length) = offset < text.count ? text.scalar(at: offset) : (nil, 1)
      // Those of ASCII are in the instructions.
      let kinds = scalar.flatMap { $0.isASCII ? nil : ScalarKinds(of: $0) }
      coming.count = 0
      ways: for index in 0..<waiting.count {
        var way = waiting.memory[index]
        switch instructions[way.instruction] {
        case .take(let ascii, let others, let next):
          guard let scalar, takes(scalar, kinds, ascii, others) else { continue }
          way.instruction = next
          follow(way, to: offset + length, &coming)
        // What remains is worse.
        case .found:
          found = PatternMatch(whole: way.start..<offset, group: way.close < 0 ? nil : way.open..<way.close)
          break ways
        case .choose, .open, .close, .check: break
        }
      }
      swap(&waiting, &coming)
      offset += length
    }
    return found
  }

  @inline(__always) private func takes(
    _ scalar: Unicode.Scalar, _ kinds: ScalarKinds?, _ ascii: ASCIISet, _ others: Int?
  ) -> Bool {
    guard let kinds else { return ascii.contains(UInt8(truncatingIfNeeded: scalar.value)) }
    return others.map { program.sets[$0].contains(scalar, kinds) } ?? false
  }

  /// Goes on, at an offset, to where a character is needed, in all ways.
  private mutating func follow(_ way: Way, to offset: Int, _ ways: inout Ways) {
    var rest = Ways(memory: memory + 2 * instructions.count)
    var way = way
    while true {
      if reached[way.instruction] != offset {
        reached[way.instruction] = offset
        switch instructions[way.instruction] {
        case .take, .found: ways.append(way)
        case .choose(let next, let otherwise):
          way.instruction = otherwise
          rest.append(way)
          way.instruction = next
          continue
        case .open(let next):
          way.open = offset
          way.instruction = next
          continue
        case .close(let next):
          way.close = offset
          way.instruction = next
          continue
        case .check(let assertion, let next):
          if assertion.holds(at: offset, of: text, &boundaries) {
            way.instruction = next
            continue
          }
        }
      }
      guard let other = rest.popLast() else { return }
      way = other
    }
  }
}
