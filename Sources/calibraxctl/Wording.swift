import CalibraxClient
import CalibraxRPC

/// Says as the command line would what a server says in the terms of the protocol: commands for methods, flags for
/// parameters.
struct Wording {
  let command: any Command.Type
  let flags: ParsedFlags

  func failure(_ error: ClientError) -> Failure {
    var failure = Failure(error)
    if case .refused(let refusal) = error {
      failure.message = message(refusal)
      failure.hint = failure.hint.map(inCommands)
      // What was typed makes no sense, whoever finds that out.
      if refusal.code == .invalidParams, let typed = typed(refusal.path), !typed.isFile { failure.code = .usage }
    }
    return failure
  }

  /// The operand or flag that a parameter was typed as, and whether it names a file that holds the parameter.
  private func typed(_ path: String?) -> (name: String, isFile: Bool)? {
    for (member, operand) in zip(command.operandMembers, command.operands.split(separator: " "))
    where path == "params.\(member)" { return (operand.filter { !"[]…".contains($0) }, false) }
    let flags = command.flags.filter { flag in flag.member.map { path == "params.\($0)" } ?? false }
    let flag = flags.first { self.flags.has($0.name) } ?? flags.first
    return flag.map { ($0.name, $0.placeholder == Flag.file) }
  }

  /// A message that begins with a place among the parameters begins with the flag then, or with what was given for it.
  private func message(_ refusal: RPCError) -> String {
    // It begins with the name of the method that is not allowed.
    if refusal.code == .forbidden { return inCommands(refusal.message) }
    guard let path = refusal.path, refusal.message.hasPrefix(path + ": ") else { return refusal.message }
    let text = refusal.message.dropFirst(path.count)
    if let typed = typed(path) { return typed.name + text }
    for flag in command.flags {
      guard let member = flag.member else { continue }
      let inside = "params.\(member)."
      if path.hasPrefix(inside) { return "\(flags[flag.name] ?? flag.name): \(path.dropFirst(inside.count))\(text)" }
    }
    return refusal.message
  }

  private func inCommands(_ text: String) -> String {
    let flagged = command.flags.reduce(text) { text, flag in
      flag.member.map { text.replacing("\"\($0)\": true", with: flag.name) } ?? text
    }
    return flagged.replacing(/\w+/) { word in
      allCommands.first { $0.method?.name == String(word.output) }.map { "calibraxctl \($0.name)" }
        ?? String(word.output)
    }
  }
}
