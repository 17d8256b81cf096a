import CalibraxJSON
import CalibraxModel
import Glibc

/// What is known of the code that is measured, from whoever runs this.
struct BuildContext: Equatable {
  var commit: String?
  /// A branch of another repository is named with its owner, so that its `main` is not taken for ours.
  var branch: String?
  var pullRequest: PullRequest?
  /// Who runs this: `github`.
  var service: String?
  /// Where its log is.
  var url: String?

  struct PullRequest: Equatable {
    var number: Int
    /// The branch that it is to be merged into.
    var base: String?
  }

  /// The value of a variable of the environment; `nil` where it is not set or empty.
  typealias Variables = (String) -> String?

  /// What the build service says, and git where that says nothing.
  static func current() -> BuildContext {
    let variables: Variables = { name in getenv(name).flatMap { $0.pointee == 0 ? nil : String(cString: $0) } }
    return buildServices.lazy.compactMap { $0.context(variables) }.first ?? GitCheckout.context() ?? BuildContext()
  }

  /// Adds what is known to a run, where that does not say it itself. One of another commit is of nothing that is known.
  func describe(_ run: inout Run) {
    if let other = run.commit, let commit, !commit.hasPrefix(other) && !other.hasPrefix(commit) { return }
    if run.commit == nil { run.commit = commit }
    if run.branch == nil { run.branch = branch }
    if let pullRequest, run.metadata["pull_request"] == nil {
      var members: OrderedMap<JSON> = ["number": .number(JSONNumber(pullRequest.number))]
      members["base"] = pullRequest.base.map { .string($0) }
      run.metadata["pull_request"] = .object(members)
    }
    if let service, run.metadata["build"] == nil {
      var members: OrderedMap<JSON> = ["service": .string(service)]
      members["url"] = url.map { .string($0) }
      run.metadata["build"] = .object(members)
    }
  }
}

/// A service that runs builds, and says in the environment of what.
protocol BuildService: SendableMetatype {
  /// What is known; `nil` when it is not this service that runs us.
  static func context(_ variables: BuildContext.Variables) -> BuildContext?
}

/// Every build service. A new one is a file in Services and an entry here.
let buildServices: [any BuildService.Type] = [GitHubActions.self, GitLabCI.self, Buildkite.self]
