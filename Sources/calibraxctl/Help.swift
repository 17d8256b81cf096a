import CalibraxAPI

/// What `help` prints, made from what the commands declare.
enum Help {
  static let version = "calibraxctl \(serverVersion)"

  static var overview: String {
    """
    Usage: calibraxctl COMMAND [flags]

    \(list(allCommands))

    calibraxctl help COMMAND tells more, calibraxctl --version which version this is. Without a server the store in
    --data is used directly. A server that wants a token is shown that of CALIBRAX_TOKEN.
    Exit status: 0 passed, 1 regression or not healthy, 2 usage, 3 cannot reach or open, 4 nothing to judge,
    5 input refused, 6 not allowed, 130 interrupted.
    """
  }

  /// A command, or those that begin with the same word.
  static func of(_ name: CommandName) -> String {
    if name.commands.count == 1, let command = name.commands.first { return of(command) }
    if let command = name.plain { return of(command) + "\n\n" + list(name.commands.filter { $0.name != command.name }) }
    let names = name.commands.map { $0.words }
    return """
      Usage: calibraxctl \(names.first?.first ?? "") \(names.compactMap(\.last).joined(separator: "|")) [flags]

      \(list(name.commands))
      """
  }

  private static func list(_ commands: [any Command.Type]) -> String {
    let width = (commands.map { $0.name.count }.max() ?? 0) + 2
    return commands.map { "  " + padded($0.name, width) + $0.summary }.joined(separator: "\n")
  }

  private static func of(_ command: any Command.Type) -> String {
    let operands = command.operands.isEmpty ? "" : " " + command.operands
    let usage = command.takesProgram ? " [flags]" + operands : operands + " [flags]"
    let flags = command.allFlags
    let names = flags.map { $0.name + ($0.placeholder.map { " " + $0 } ?? "") }
    let width = (names.map(\.count).max() ?? 0) + 2
    let lines = zip(names, flags).map { "  " + padded($0, width) + $1.help }
    return """
      Usage: calibraxctl \(command.name)\(usage)

      \(command.summary)\(command.details.isEmpty ? "" : "\n\n" + command.details)

      \(lines.joined(separator: "\n"))
      """
  }
}
