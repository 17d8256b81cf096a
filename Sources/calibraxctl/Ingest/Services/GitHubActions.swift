import CalibraxJSON

/// GitHub Actions, by its default variables and the event that started the workflow.
enum GitHubActions: BuildService {
  static func context(_ variables: BuildContext.Variables) -> BuildContext? {
    guard variables("GITHUB_ACTIONS") == "true" else { return nil }
    var context = BuildContext()
    context.service = "github"
    context.commit = variables("GITHUB_SHA")
    if variables("GITHUB_REF_TYPE") != "tag" { context.branch = variables("GITHUB_REF_NAME") }
    if let server = variables("GITHUB_SERVER_URL"), let repository = variables("GITHUB_REPOSITORY"),
      let run = variables("GITHUB_RUN_ID")
    {
      context.url = "\(server)/\(repository)/actions/runs/\(run)"
    }
    let event = variables("GITHUB_EVENT_PATH").flatMap { path in
      (try? InputFile.read(path)).flatMap { try? JSON(parsing: $0) }
    }
    if let request = event?["pull_request"] {
      describe(request, &context)
    } else if let run = event?["workflow_run"] {
      // The variables are those of the workflow that follows it, which runs on the default branch.
      context.commit = run["head_sha"]?.string
      let isOwn = run["head_repository"]?["full_name"] == event?["repository"]?["full_name"]
      context.branch = branch(run["head_branch"], of: run["head_repository"]?["owner"], isOwn: isOwn)
      if let request = run["pull_requests"]?[0] { context.pullRequest = pullRequest(request) }
    } else if let head = variables("GITHUB_HEAD_REF") {
      context.branch = head
      let number = variables("GITHUB_REF")?.split(separator: "/").dropFirst(2).first.flatMap { Int($0) }
      context.pullRequest = number.map { BuildContext.PullRequest(number: $0, base: variables("GITHUB_BASE_REF")) }
    }
    return context
  }

  /// What is checked out is a merge of the request with its base; what people look for is the request's own commit.
  private static func describe(_ request: JSON, _ context: inout BuildContext) {
    let head = request["head"]
    if let commit = head?["sha"]?.string { context.commit = commit }
    let isOwn = head?["repo"]?["full_name"] == request["base"]?["repo"]?["full_name"]
    context.branch = branch(head?["ref"], of: head?["user"], isOwn: isOwn)
    context.pullRequest = pullRequest(request)
  }

  private static func branch(_ name: JSON?, of owner: JSON?, isOwn: Bool) -> String? {
    name?.string.map { isOwn ? $0 : "\(owner?["login"]?.string ?? "unknown"):\($0)" }
  }

  private static func pullRequest(_ request: JSON) -> BuildContext.PullRequest? {
    request["number"]?.double.flatMap { Int(exactly: $0) }.map {
      BuildContext.PullRequest(number: $0, base: request["base"]?["ref"]?.string)
    }
  }
}
