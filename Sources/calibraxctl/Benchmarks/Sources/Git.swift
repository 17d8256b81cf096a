import CalibraxModel
import CalibraxSystem
import Glibc

/// The program git, with the credentials of one repository and until one time.
struct Git {
  /// A name that is looked for in `PATH`, or a path.
  let program: String
  let address: RepositoryAddress
  /// When it is killed, on the uptime clock, and how long that was from the beginning on.
  let deadline: Double
  let timeLimit: Double
  private let mask: SecretMask
  private let environment: [String: String?]

  init(
    _ program: String, _ address: RepositoryAddress, _ credentials: Credentials?, deadline: Double, timeLimit: Double
  ) throws(RepositoryError) {
    let written = address.password.map { Credentials(username: address.username ?? "", password: $0) }
    let credentials = credentials ?? written
    guard credentials.map({ !($0.username + $0.password).utf8.contains { $0 < 0x20 } }) ?? true else {
      throw RepositoryError(
        "The credentials for \(address.url) have a line break or another control character in them. Take it away.")
    }
    self.program = program
    self.address = address
    self.deadline = deadline
    self.timeLimit = timeLimit
    mask = SecretMask(credentials, address)
    environment = GitEnvironment.changes(
      origin: address.origin, credentials: credentials, username: address.username)
  }

  /// Runs it and gives what it prints.
  ///
  /// - Parameters:
  ///   - command: What it is to do: `clone`.
  ///   - subject: What to do it with, for people; the address of the repository when left out.
  func run(
    _ command: String, _ arguments: [String], in clone: String? = nil, about subject: String? = nil
  ) throws(RepositoryError) -> String {
    // Without both, it would look for a repository in the folders above, and put that one back instead.
    let place = clone.map { ["-C", $0, "--git-dir=\($0)/.git", "--work-tree=\($0)"] } ?? []
    var environment = environment
    if address.isSSH, clone == nil || command == "fetch", let shell = batchShell() {
      environment["GIT_SSH_COMMAND"] = shell
    }
    let (outcome, output) = ChildProcess.output(
      of: [program] + place + [command] + arguments, environment: environment, timeLimit: deadline - uptime())
    let shown = "git \(command) -q \(subject ?? address.url)"
    switch outcome {
    case .exited(0, _): return String(decoding: output, as: UTF8.self)
    case .exited(let code, let stderr):
      let text = lastLines(of: stderr)
      throw RepositoryError(
        "Error \(code) running command: \(shown): \(text.isEmpty ? "it did not say why" : text)\(advice(on: text))")
    case .signalled(let number, _): throw RepositoryError("Signal \(number) ended \(shown). Try again.")
    case .timedOut:
      throw RepositoryError(
        "\(shown) took longer than \(fixed(timeLimit, 0)) s and was ended. See whether the host can be reached.")
    case .notStarted(let reason): throw RepositoryError("\(reason) Install git, or put its folder into PATH.")
    }
  }

  /// What ssh is to be: one that asks nothing, unless the user has said what it is.
  private func batchShell() -> String? {
    if getenv("GIT_SSH_COMMAND") != nil || getenv("GIT_SSH") != nil { return nil }
    let configured = ChildProcess.output(
      of: [program, "config", "core.sshCommand"], environment: environment, timeLimit: deadline - uptime())
    return configured.outcome == .exited(code: 0, stderr: "") ? nil : "ssh -oBatchMode=yes"
  }

  /// The end of what git said, on one line.
  private func lastLines(of stderr: String) -> String {
    // Of a text that was cut, the first line may be the end of a secret.
    let isCut = stderr.utf8.count > 4_000
    let lines = mask.apply(stderr).split(whereSeparator: \.isNewline).dropFirst(isCut ? 1 : 0)
    return printable(lines.suffix(4).joined(separator: " "), limit: 600)
  }

  private func advice(on text: String) -> String {
    let advice = [
      ("Authentication failed", Self.credentialsAdvice), ("could not read Username", Self.credentialsAdvice),
      ("could not read Password", Self.credentialsAdvice), ("error: 403", Self.credentialsAdvice),
      ("Permission denied (", "Give this user a key without a passphrase that the host knows."),
      ("Host key verification failed", "Connect to the host once with ssh, and see that its key is right."),
      ("Could not resolve host", "Correct the host."), ("does not exist", "Correct the host."),
      ("not found", "Correct the host."),
      ("transport '", "Give an address of https, http, ssh or git, or a path."),
      ("dubious ownership", "Trust it by git config --global safe.directory."),
    ]
    guard let found = advice.first(where: { text.contains($0.0) }) else { return "" }
    return (text.hasSuffix(".") ? " " : ". ") + found.1
  }

  private static let credentialsAdvice = "Set token or credentials to what may read the repository."
}
