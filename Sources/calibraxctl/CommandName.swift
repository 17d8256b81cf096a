/// What a command line begins with: the name of a command, or of several that begin with the same word.
struct CommandName {
  /// One, or those that begin with the word.
  let commands: [any Command.Type]
  /// The arguments behind the name.
  let rest: [String]

  private let word: String

  init(_ arguments: [String]) throws(Failure) {
    word = arguments.first ?? ""
    let word = word
    let related = allCommands.filter { $0.words.first == word }
    // A word that is a command and also begins others is decided by what follows it.
    let found = related.first { arguments.starts(with: $0.words) && ($0.words.count > 1 || related.count == 1) }
    if let command = found {
      commands = [command]
      rest = Array(arguments.dropFirst(command.words.count))
      return
    }
    commands = related
    rest = Array(arguments.dropFirst())
    guard commands.isEmpty else { return }
    if word.hasPrefix("-") {
      throw Failure(code: .usage, message: "the command comes first, before \(word)", hint: "See calibraxctl help.")
    }
    var failure = Failure.usage(
      "there is no command \"\(word)\"", meant: word, among: allCommands.map { $0.words.first ?? $0.name })
    failure.hint = failure.hint ?? "See calibraxctl help."
    throw failure
  }

  /// The command that the word alone is, if it is one.
  var plain: (any Command.Type)? { commands.first { $0.words.count == 1 } }

  /// The one command that is meant.
  var command: any Command.Type {
    get throws(Failure) {
      if commands.count == 1, let command = commands.first { return command }
      let names = commands.map { $0.name }
      guard let next = rest.first, !next.hasPrefix("-") else {
        if let plain { return plain }
        throw Failure(
          code: .usage, message: "\(word) what? There are \(names.joined(separator: ", "))",
          hint: "See calibraxctl help \(word).")
      }
      var failure = Failure.usage(
        "there is no command \"\(word) \(next)\"", meant: "\(word) \(next)", among: names)
      failure.hint = failure.hint ?? "See calibraxctl help \(word)."
      throw failure
    }
  }
}

extension Command {
  /// The words of its name.
  static var words: [String] { name.split(separator: " ").map { String($0) } }
}
