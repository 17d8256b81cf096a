import CalibraxSystem

/// The commit and branch that are checked out where this is called, as git says.
enum GitCheckout {
  /// `nil` outside of a checkout, and where there is no git.
  static func context() -> BuildContext? {
    let (outcome, output) = ChildProcess.output(
      of: ["git", "rev-parse", "HEAD", "--symbolic-full-name", "HEAD"], timeLimit: 10)
    guard case .exited(0, _) = outcome else { return nil }
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    guard let commit = lines.first else { return nil }
    var context = BuildContext()
    context.commit = String(commit)
    let branch = "refs/heads/"
    context.branch = lines.last.flatMap { $0.hasPrefix(branch) ? String($0.dropFirst(branch.count)) : nil }
    return context
  }
}
