/// Makes the program of a pattern, from its end to its start: every part is given what follows it.
///
/// Python repeats what took nothing no further, but goes on with what follows the repetition. So the way on depends on
/// whether a repetition in which it stands has taken something since it began to repeat. If one has not, those inside
/// of it have not either. There are as many cases as repetitions around a place that may take nothing, and one more, in
/// which all have; entries and exits are given for each. After a character there is only that last one.
struct PatternCompiler {
  /// So many instructions a program may have.
  static let limit = 10_000

  private var instructions: [PatternProgram.Instruction] = []
  /// Where instructions are that may be shared.
  private var indices: [PatternProgram.Instruction: Int] = [:]
  private var sets: [ScalarSet: Int] = [:]

  /// The program that finds what is said.
  static func program(for syntax: PatternSyntax) throws(Pattern.Fault) -> PatternProgram {
    var compiler = PatternCompiler()
    let entry = try compiler.entries(syntax, to: compiler.append([.found]))[0]
    let sets = compiler.sets.sorted { $0.value < $1.value }.map(\.key)
    return PatternProgram(compiler.instructions, sets: sets, entry: entry)
  }

  private mutating func entries(_ syntax: PatternSyntax, to exits: [Int]) throws(Pattern.Fault) -> [Int] {
    switch syntax {
    case .scalars(let set):
      let others = set.hasOthers ? number(of: set) : nil
      let take = PatternProgram.Instruction.take(set.ascii, others: others, next: exits[exits.count - 1])
      return try append(exits.map { _ in take })
    case .assertion(let assertion): return try append(exits.map { .check(assertion, next: $0) })
    case .sequence(let parts):
      var entries = exits
      for part in parts.reversed() { entries = try self.entries(part, to: entries) }
      return entries
    case .alternatives(let branches):
      var entries = try self.entries(branches[branches.count - 1], to: exits)
      for branch in branches.dropLast().reversed() {
        let better = try self.entries(branch, to: exits)
        entries = try append(zip(better, entries).map { .choose($0, otherwise: $1) })
      }
      return entries
    case .group(let content):
      let closes = try append(exits.map { .close(next: $0) })
      return try append(entries(content, to: closes).map { .open(next: $0) })
    case .repetition(let content, let repetition): return try entries(content, repetition, to: exits)
    }
  }

  private mutating func entries(
    _ content: PatternSyntax, _ repetition: PatternRepetition, to exits: [Int]
  ) throws(Pattern.Fault) -> [Int] {
    let last = exits.count - 1
    var next = exits
    var copies = repetition.least
    if let most = repetition.most {
      for number in 0..<most - repetition.least {
        // Nothing is repeated after the last.
        let after = number == 0 ? exits : self.exits(of: content, again: next[last], exits)
        next = try append(zip(entries(content, to: after), exits).map { repetition.choice($0, or: $1) })
      }
    } else {
      // Instructions that follow each other in a circle: this one is written when what it chooses is.
      let again = try add(.found)
      let body = try entries(content, to: self.exits(of: content, again: again, exits))
      instructions[again] = repetition.choice(body[last], or: exits[last])
      if copies > 0, !content.takesNothing {
        next = Array(body[...last])
        copies -= 1
      } else {
        next = try append(zip(body[..<last], exits).map { repetition.choice($0, or: $1) }) + [again]
      }
    }
    for _ in 0..<copies { next = try entries(content, to: next) }
    return next
  }

  /// Where to go after one of several repetitions.
  private func exits(of content: PatternSyntax, again: Int, _ exits: [Int]) -> [Int] {
    content.takesNothing ? exits + [again] : exits.map { _ in again }
  }

  /// The indices of instructions, which are added where they are not there yet.
  private mutating func append(_ instructions: [PatternProgram.Instruction]) throws(Pattern.Fault) -> [Int] {
    var found: [Int] = []
    for instruction in instructions {
      if let index = indices[instruction] {
        found.append(index)
      } else {
        found.append(try add(instruction))
        indices[instruction] = found[found.count - 1]
      }
    }
    return found
  }

  private mutating func add(_ instruction: PatternProgram.Instruction) throws(Pattern.Fault) -> Int {
    guard instructions.count < Self.limit else {
      throw Pattern.Fault(
        message: "it is too large, over \(Self.limit) steps with all that it repeats; repeat less, or less often")
    }
    instructions.append(instruction)
    return instructions.count - 1
  }

  private mutating func number(of set: ScalarSet) -> Int {
    if let number = sets[set] { return number }
    sets[set] = sets.count
    return sets.count - 1
  }
}

extension PatternRepetition {
  /// The choice between another repetition and what follows.
  fileprivate func choice(_ entry: Int, or exit: Int) -> PatternProgram.Instruction {
    isLazy ? .choose(exit, otherwise: entry) : .choose(entry, otherwise: exit)
  }
}
