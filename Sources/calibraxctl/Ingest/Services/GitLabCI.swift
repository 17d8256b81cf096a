/// GitLab CI/CD, by its predefined variables.
enum GitLabCI: BuildService {
  static func context(_ variables: BuildContext.Variables) -> BuildContext? {
    guard variables("GITLAB_CI") == "true" else { return nil }
    var context = BuildContext()
    context.service = "gitlab"
    context.url = variables("CI_JOB_URL") ?? variables("CI_PIPELINE_URL")
    // Of a pipeline of merged results the commit is the merge.
    context.commit = variables("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? variables("CI_COMMIT_SHA")
    context.branch = variables("CI_COMMIT_BRANCH")
    if let branch = variables("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") {
      let source = variables("CI_MERGE_REQUEST_SOURCE_PROJECT_PATH")
      let isOwn = source == nil || source == variables("CI_MERGE_REQUEST_PROJECT_PATH")
      context.branch = isOwn ? branch : "\(source ?? ""):\(branch)"
    }
    if let number = variables("CI_MERGE_REQUEST_IID").flatMap({ Int($0) }) {
      context.pullRequest = BuildContext.PullRequest(
        number: number, base: variables("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"))
    }
    return context
  }
}
