/// Buildkite, by its environment variables. A branch of a fork comes with its owner already.
enum Buildkite: BuildService {
  static func context(_ variables: BuildContext.Variables) -> BuildContext? {
    guard variables("BUILDKITE") == "true" else { return nil }
    var context = BuildContext()
    context.service = "buildkite"
    context.url = variables("BUILDKITE_BUILD_URL")
    // A build that was started by hand has the name HEAD in place of a commit.
    context.commit = variables("BUILDKITE_COMMIT").flatMap { $0 == "HEAD" ? GitCheckout.context()?.commit : $0 }
    context.branch = variables("BUILDKITE_BRANCH")
    if let number = variables("BUILDKITE_PULL_REQUEST").flatMap({ Int($0) }) {
      context.pullRequest = BuildContext.PullRequest(
        number: number, base: variables("BUILDKITE_PULL_REQUEST_BASE_BRANCH"))
    }
    return context
  }
}
