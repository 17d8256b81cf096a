import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// What build services say of the code that is measured.
@Suite struct BuildContextTests {
  let directory = TemporaryDirectory()

  @Test func aPushOfGitHub() throws {
    let context = try #require(GitHubActions.context(gitHub()))
    #expect(context.commit == "0123abc")
    #expect(context.branch == "main")
    #expect(context.pullRequest == nil)
    #expect(context.url == "https://github.com/acme/engine/actions/runs/42")
  }

  @Test func aTagIsNoBranch() throws {
    let context = try #require(GitHubActions.context(gitHub(["GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1"])))
    #expect(context.branch == nil)
  }

  @Test func aPullRequestOfGitHubIsItsOwnCommitAndNotTheMerge() throws {
    let event = """
      {"pull_request":{"number":7,"head":{"sha":"beef","ref":"faster","user":{"login":"ann"},
      "repo":{"full_name":"acme/engine"}},"base":{"ref":"main","repo":{"full_name":"acme/engine"}}}}
      """
    let context = try #require(GitHubActions.context(try gitHub(event: event)))
    #expect(context.commit == "beef")
    #expect(context.branch == "faster")
    #expect(context.pullRequest == BuildContext.PullRequest(number: 7, base: "main"))
  }

  @Test(arguments: [#"{"full_name":"bo/engine"}"#, "null"])
  func theMainOfAForkIsNotOurs(_ repository: String) throws {
    let event = """
      {"pull_request":{"number":8,"head":{"sha":"beef","ref":"main","user":{"login":"bo"},"repo":\(repository)},
      "base":{"ref":"main","repo":{"full_name":"acme/engine"}}}}
      """
    let context = try #require(GitHubActions.context(try gitHub(event: event)))
    #expect(context.branch == "bo:main")
  }

  @Test func whatFollowsAWorkflowIsOfTheCommitThatThatRanOn() throws {
    let event = """
      {"workflow_run":{"head_sha":"beef","head_branch":"main","head_repository":{"full_name":"bo/engine",
      "owner":{"login":"bo"}},"pull_requests":[]},"repository":{"full_name":"acme/engine"}}
      """
    let context = try #require(GitHubActions.context(try gitHub(event: event)))
    #expect(context.commit == "beef")
    #expect(context.branch == "bo:main")
  }

  @Test func withoutItsEventGitHubsVariablesDo() throws {
    let context = try #require(
      GitHubActions.context(
        gitHub([
          "GITHUB_HEAD_REF": "faster", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/9/merge",
          "GITHUB_EVENT_PATH": "/nowhere",
        ])))
    #expect(context.branch == "faster")
    #expect(context.pullRequest == BuildContext.PullRequest(number: 9, base: "main"))
  }

  @Test func aMergeRequestOfGitLab() throws {
    let variables = [
      "GITLAB_CI": "true", "CI_COMMIT_SHA": "merge", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "beef",
      "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_PROJECT_PATH": "bo/engine",
      "CI_MERGE_REQUEST_PROJECT_PATH": "acme/engine", "CI_MERGE_REQUEST_IID": "3",
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_JOB_URL": "https://gitlab.com/j/1",
    ]
    let context = try #require(GitLabCI.context { variables[$0] })
    #expect(context.commit == "beef")
    #expect(context.branch == "bo/engine:main")
    #expect(context.pullRequest == BuildContext.PullRequest(number: 3, base: "main"))
    let push = try #require(
      GitLabCI.context { ["GITLAB_CI": "true", "CI_COMMIT_SHA": "c", "CI_COMMIT_BRANCH": "main"][$0] })
    #expect(push.commit == "c")
    #expect(push.branch == "main")
  }

  @Test func aBuildOfBuildkite() throws {
    let variables = [
      "BUILDKITE": "true", "BUILDKITE_COMMIT": "beef", "BUILDKITE_BRANCH": "bo:main", "BUILDKITE_PULL_REQUEST": "5",
      "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main",
    ]
    let context = try #require(Buildkite.context { variables[$0] })
    #expect(context.branch == "bo:main")
    #expect(context.pullRequest == BuildContext.PullRequest(number: 5, base: "main"))
    let push = try #require(Buildkite.context { ["BUILDKITE": "true", "BUILDKITE_PULL_REQUEST": "false"][$0] })
    #expect(push.pullRequest == nil)
  }

  @Test func aRunOfAnotherCommitIsNotOfTheBranchThatIsBuilt() {
    let context = BuildContext(commit: "beef0123", branch: "faster", service: "github")
    var run = Run()
    run.commit = "0ld"
    context.describe(&run)
    #expect(run.branch == nil)
    #expect(run.metadata.isEmpty)
    run.commit = "beef"
    context.describe(&run)
    #expect(run.branch == "faster")
  }

  @Test func elsewhereGitIsAsked() throws {
    let repository = directory.path
    #expect(try ingestedIn(repository)["commit"] == .null)
    try git("init", "-q", "-b", "trunk")
    try git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x")
    let commit = try git("rev-parse", "HEAD")
    let run = try ingestedIn(repository)
    #expect(run["commit"]?.string == commit)
    #expect(run["branch"] == "trunk")
    try git("checkout", "-q", "--detach")
    #expect(try ingestedIn(repository)["branch"] == .null)
    #expect(try ingestedIn(repository, "--no-context")["commit"] == .null)
  }

  /// What is stored of an ingest in a folder.
  private func ingestedIn(_ folder: String, _ arguments: String...) throws -> JSON {
    let data = TemporaryDirectory()
    let run = try CommandRun(
      "calibraxctl", ["ingest", "-", "--data", data.path] + arguments, input: "BenchmarkA 10 5.0 ns/op\n", in: folder)
    #expect(run.code == 0, "\(run.complaints)")
    return try JSON(parsing: Array(CommandRun("calibraxctl", ["show", "--data", data.path]).output.utf8))
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func gitHub(_ others: [String: String] = [:]) -> BuildContext.Variables {
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_SHA": "0123abc", "GITHUB_REF_NAME": "main", "GITHUB_REF_TYPE": "branch",
      "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/engine", "GITHUB_RUN_ID": "42",
    ].merging(others) { $1 }
    return { variables[$0] }
  }

  private func gitHub(event: String) throws -> BuildContext.Variables {
    let path = directory.path + "/event.json"
    try event.write(toFile: path, atomically: true, encoding: .utf8)
    return gitHub(["GITHUB_EVENT_PATH": path])
  }
}
