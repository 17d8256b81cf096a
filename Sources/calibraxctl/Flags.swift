import CalibraxJSON
import CalibraxRPC

/// A flag of a command line.
struct Flag: Sendable {
  static let format = "--format"
  static let timeout = "--timeout"
  static let metadata = "--metadata"

  let name: String
  /// What stands for its value in the help; `nil` for one that takes none.
  let placeholder: String?
  let help: String
  /// The parameter that it says.
  let member: String?

  init(_ name: String, _ placeholder: String?, _ help: String) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
    member = nil
  }

  /// A flag that says a parameter of a method, and so is documented there unless the command line has more to tell.
  init<M: CalibraxRPC.Method>(
    _ name: String, _ placeholder: String?, _ method: M.Type, _ member: String, _ help: String? = nil
  ) {
    let field = M.Params.fields.members.first { $0.name == member }
    self.name = name
    self.placeholder = placeholder
    self.help = help ?? field?.documentation ?? ""
    self.member = member
    assert(field != nil, "\(M.name) has no parameter \(member)")
  }

  /// What stands for a file's name.
  static let file = "FILE"

  /// The flags that every command has.
  static let common = [
    Flag("--data", "DIR", "The data directory (else CALIBRAX_DATA, else ./benchmark-data)."),
    Flag("--server", "ADDRESS", "The server, unix:/path or tcp:host:port (else CALIBRAX_SERVER, else that of --data)."),
    Flag(format, "FORMAT", "How to print: text, json or markdown (else text)."),
    Flag(timeout, "SECONDS", "How long an answer may take, and how long to wait for another writer (else 10)."),
  ]
}

/// How results are printed.
enum OutputFormat: String, CaseIterable {
  case text, json, markdown
}

/// The flags and operands that were given.
struct ParsedFlags {
  /// What ends the flags: whatever stands behind it is none.
  static let end = "--"

  private(set) var operands: [String] = []
  /// Another program's command line.
  private(set) var program: [String] = []
  /// The flags in the order they stand in, each with its value; that of one that takes none is empty.
  private(set) var given: [(name: String, value: String)] = []

  init(_ arguments: [String], of command: any Command.Type) throws(Failure) {
    let known = command.allFlags
    var rest = Self.own(arguments)
    let behind = arguments[rest.endIndex...].dropFirst()
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        operands.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
      guard let flag = known.first(where: { $0.name == parts[0] }) else {
        throw .usage("\(command.name) has no flag \(parts[0])", meant: parts[0], among: known.map(\.name) + ["--help"])
      }
      if flag.placeholder == nil {
        guard parts.count == 1 else { throw .usage("\(flag.name) takes no value") }
        given.append((flag.name, ""))
      } else {
        // A flag is no value; one that looks like a flag can be given behind an equals sign.
        let next = parts.count == 2 ? parts[1] : rest.first?.hasPrefix("--") == true ? nil : rest.popFirst()
        guard let value = next, !value.isEmpty else {
          throw .usage("\(flag.name) needs a value: \(flag.name) \(flag.placeholder ?? "")")
        }
        given.append((flag.name, value))
      }
    }
    if command.takesProgram {
      if let operand = operands.first {
        let line = (operands + (behind.isEmpty ? [] : [Self.end]) + behind).joined(separator: " ")
        throw Failure(
          code: .usage, message: "\(command.name) does not take \"\(operand)\" before --",
          hint: "Write calibraxctl \(command.name) [flags] -- \(line)")
      }
      program = Array(behind)
      return
    }
    operands += behind
    let allowed = command.operands.split(separator: " ").count
    if operands.count > allowed, !command.operands.hasSuffix("…") {
      throw .usage("\(command.name) does not take \"\(operands[allowed])\"")
    }
  }

  /// The arguments that are not behind the end of the flags.
  static func own(_ arguments: [String]) -> ArraySlice<String> { arguments.prefix { $0 != end } }

  func has(_ name: String) -> Bool { given.contains { $0.name == name } }
  func all(_ name: String) -> [String] { given.filter { $0.name == name }.map(\.value) }

  subscript(name: String) -> String? { all(name).last }

  func required(_ name: String) throws(Failure) -> String {
    guard let value = self[name] else { throw .usage("\(name) is missing") }
    return value
  }

  func number(_ name: String) throws(Failure) -> Double? {
    try self[name].map { (text) throws(Failure) in try Self.number(text, name) }
  }

  /// The number that a text is, which was given for a flag or operand.
  static func number(_ text: String, _ name: String) throws(Failure) -> Double {
    guard let value = decimalNumber(text), value.isFinite else {
      throw .usage("\(name) needs a number, not \"\(text)\"")
    }
    return value
  }

  func integer(_ name: String) throws(Failure) -> Int? {
    guard let text = self[name] else { return nil }
    guard let value = Int(text) else { throw .usage("\(name) needs a whole number, not \"\(text)\"") }
    return value
  }

  var format: OutputFormat {
    get throws(Failure) { try choice(Flag.format, of: OutputFormat.self) ?? .text }
  }

  /// One of a few words; of several given the last.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type
  ) throws(Failure) -> Choice? {
    try choices(name, of: type).last
  }

  /// Some of a few words, of a flag that may be repeated.
  func choices<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type
  ) throws(Failure) -> [Choice] {
    try all(name).map { (word) throws(Failure) in
      if let choice = Choice(rawValue: word) { return choice }
      throw .usage(name, isNot: word, among: Choice.allCases.map(\.rawValue))
    }
  }

  /// `key=value` pairs of a flag that may be repeated.
  func pairs(_ name: String) throws(Failure) -> OrderedMap<String> {
    var pairs = OrderedMap<String>()
    for text in all(name) {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw .usage("\(name) needs KEY=VALUE, not \"\(text)\"")
      }
      pairs[String(text[..<equals])] = String(text[text.index(after: equals)...])
    }
    return pairs
  }

  /// What `--metadata` says.
  var metadata: OrderedMap<JSON> {
    get throws(Failure) { try pairs(Flag.metadata).mapValues { .string($0) } }
  }

  /// The tags that are asked for by `--tag` and `--framework`.
  var tags: OrderedMap<String> {
    get throws(Failure) {
      var tags = try pairs("--tag")
      if let framework = self["--framework"] { tags["framework"] = framework }
      return tags
    }
  }
}
