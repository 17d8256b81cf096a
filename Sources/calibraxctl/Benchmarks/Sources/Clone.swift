import CalibraxModel
import CalibraxStore
import Glibc

/// A copy of one branch of a repository on this machine.
struct Clone {
  let git: Git
  /// The remote's default branch when `nil`.
  let branch: String?
  let folder: String
  let name: String

  /// - Parameter folder: Where clones are kept.
  init(_ git: Git, branch: String?, in folder: String) {
    self.git = git
    self.branch = branch
    self.folder = folder
    let digits = String(fnv1a(Array((git.address.url + "\0" + (branch.map { "=" + $0 } ?? "")).utf8)), radix: 16)
    name = git.address.slug + "-" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  private var path: String { folder + "/" + name }

  /// Makes it as the remote is, from scratch if need be, while nobody else does.
  func checkOut(isUpdated: Bool) throws(RepositoryError) -> Checkout {
    guard Folders.make(folder) else {
      throw RepositoryError("Cannot make the folder \(folder): \(String(cString: strerror(errno))). Give another one.")
    }
    let lock = try CloneLock(path + ".lock", until: git.deadline, timeLimit: git.timeLimit)
    defer { extendLifetime(lock) }
    if access(path + "/.git", F_OK) == 0 {
      let commit = isUpdated ? try? update(path) : try? commit(of: path)
      if let commit { return Checkout(path: path, commit: commit) }
    }
    // Whatever ails it, a new one does not have it; and if the remote does, the old one stays.
    return try Checkout(path: path, commit: renew())
  }

  /// Takes over the state of the remote, whatever was done here or there.
  private func update(_ path: String) throws(RepositoryError) -> String {
    let source = branch.map { "refs/heads/" + $0 } ?? "HEAD"
    _ = try naming(
      of: "fetch",
      [
        "-q", "--force", "--no-tags", "--no-recurse-submodules", "--", git.address.url, "+\(source):\(Self.head)",
      ], in: path)
    _ = try git.run("checkout", ["-q", "--force", "--detach", Self.head], in: path, about: path)
    _ = try git.run("clean", ["-ffdxq"], in: path, about: path)
    return try commit(of: path)
  }

  private func renew() throws(RepositoryError) -> String {
    let leftovers = ((try? SystemFiles().list(folder)) ?? []).filter { $0.hasPrefix(name + Self.part) }
    for leftover in leftovers { Folders.remove(folder + "/" + leftover) }
    let new = "\(path)\(Self.part)\(getpid())"
    defer { Folders.remove(new) }
    let chosen = branch.map { ["--branch", $0] } ?? []
    _ = try naming(
      of: "clone",
      [
        "-q", "--template=", "--origin=origin", "--no-checkout", "--single-branch", "--no-tags",
      ] + chosen + ["--", git.address.url, new])
    let commit = try update(new)
    Folders.remove(path)
    guard rename(new, path) == 0 else {
      throw RepositoryError("Cannot make \(path): \(String(cString: strerror(errno))). Take away what is there.")
    }
    return commit
  }

  /// The state that is checked out.
  private func commit(of path: String) throws(RepositoryError) -> String {
    try String(git.run("rev-parse", ["--verify", "-q", "HEAD^{commit}"], in: path, about: path).prefix { $0 != "\n" })
  }

  /// Runs git, and says which branches there are when it does not find the one.
  private func naming(
    of command: String, _ arguments: [String], in clone: String? = nil
  ) throws(RepositoryError) -> String {
    do throws(RepositoryError) {
      return try git.run(command, arguments, in: clone)
    } catch {
      let isMissing = error.message.contains("emote branch") || error.message.contains("find remote ref")
      guard isMissing, let list = try? git.run("ls-remote", ["-q", "--heads", "--", git.address.url]) else {
        throw error
      }
      throw missingBranch(among: list)
    }
  }

  /// - Parameter list: What `git ls-remote` says: a line for each, with a commit and a name.
  private func missingBranch(among list: String) -> RepositoryError {
    let prefix = "refs/heads/"
    let names = list.split(separator: "\n").compactMap { $0.split(separator: "\t").last }
      .filter { $0.hasPrefix(prefix) }.map { "'" + $0.dropFirst(prefix.count) + "'" }
    guard !names.isEmpty else { return RepositoryError("\(git.address.url) has no branch. Push results to it first.") }
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    let existing = "It has \(names.prefix(5).joined(separator: ", "))\(rest): name one of them as branch."
    guard let branch else { return RepositoryError("\(git.address.url) has no default branch. \(existing)") }
    return RepositoryError("\(git.address.url) has no branch '\(branch)'. \(existing)")
  }

  /// Where the state of the remote is kept in it: no name that a branch or a tag could have.
  private static let head = "refs/calibrax/head"
  /// What follows the name of a clone that is not whole yet.
  private static let part = ".part-"
}
