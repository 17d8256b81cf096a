import CalibraxSystem
import Glibc

/// A git repository, or a folder, that result files are read from.
struct Repository {
  /// An address, `user@host:path`, or a path from the root on.
  var host: String
  /// The remote's default branch when `nil`.
  var branch: String?
  /// What the host asks for; the user's own helpers are asked when `nil`.
  var credentials: Credentials?
  /// Whether a clone that is there already is fetched.
  var isUpdated = true
  /// The program git: a name that is looked for in `PATH`, or a path.
  var git = "git"

  /// Makes its files available below a folder, or in place, and says where.
  ///
  /// A folder that is no repository is read in place. Of everything else there is a clone, which becomes as the remote
  /// is. Nobody is ever asked anything.
  ///
  /// - Parameters:
  ///   - clones: A folder, made if need be.
  ///   - timeLimit: Seconds for all of it.
  func checkOut(below clones: String, timeLimit: Double = 600) throws(RepositoryError) -> Checkout {
    let deadline = uptime() + timeLimit
    let address = try RepositoryAddress(host)
    if let branch, !Self.isValid(branch: branch) {
      throw RepositoryError(
        "Invalid characters in branch name: '\(branch)'. It has letters, digits and any of _ - / . and does not begin"
          + " with -.")
    }
    if Self.isPlainFolder(host) { return Checkout(path: host, commit: nil) }
    let git = try Git(git, address, credentials, deadline: deadline, timeLimit: timeLimit)
    return try Clone(git, branch: branch, in: clones).checkOut(isUpdated: isUpdated)
  }

  private static func isValid(branch: String) -> Bool {
    !branch.isEmpty && !branch.hasPrefix("-") && branch.wholeMatch(of: /[\w\-\/.]+/) != nil
  }

  /// Whether it is a folder and no repository, neither with files nor bare.
  private static func isPlainFolder(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return false }
    func has(_ name: String) -> Bool { access(path + "/" + name, F_OK) == 0 }
    return !has(".git") && !(has("HEAD") && has("objects") && has("refs"))
  }
}

/// Where the files of a repository are.
struct Checkout: Equatable {
  /// A folder.
  var path: String
  /// What is checked out in it; `nil` of a folder that is read in place.
  var commit: String?
}
