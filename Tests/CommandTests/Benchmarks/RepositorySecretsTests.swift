import CalibraxTestSupport
import Foundation
import Glibc
import Testing

@testable import calibraxctl

/// What a host asks for is told to that host alone.
@Suite struct RepositorySecretsTests {
  /// With characters that addresses, shells and credential helpers treat in ways of their own.
  private static let token = "glpat-é/x@y:z$'\"\\%20"
  /// The same as it stands in an address, and as a header has it.
  private static let written = "glpat-%C3%A9%2Fx%40y%3Az%24%27%22%5C%2520"
  private static let header = Data("oauth2:\(token)".utf8).base64EncodedString()
  /// None of them may be seen; the last is how messages of git have it.
  private static let secrets = [token, written, written.lowercased(), header, "glpat"]

  let directory = TemporaryDirectory()
  let remote: RemoteRepository

  init() throws {
    remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    try remote.git(["update-server-info"])
    // Notes how it was called and, by git's own trace, what it starts.
    directory.write(
      """
      #!/bin/sh
      printf '%s\\n' "$@" >> '\(directory.path("arguments"))'
      env > '\(directory.path("variables"))'
      GIT_TRACE='\(directory.path("trace"))' exec git "$@"

      """, to: "git")
    chmod(directory.path("git"), 0o755)
  }

  private func server(redirect: String? = nil) throws -> GitServer {
    try GitServer(remote.path + "/.git", credentials: "oauth2:\(Self.token)", redirect: redirect)
  }

  private func checkOut(_ host: String, _ credentials: Credentials?) throws -> Checkout {
    try Repository(host: host, credentials: credentials, git: directory.path("git"))
      .checkOut(below: directory.path("clones"), timeLimit: 60)
  }

  private func message(_ host: String, _ credentials: Credentials?) -> String? {
    do {
      _ = try checkOut(host, credentials)
      return nil
    } catch {
      return (error as? RepositoryError)?.message
    }
  }

  /// Where the secret is seen, of the texts that others may read.
  private func leaks(_ message: String = "") -> [String] {
    let files = (FileManager.default.enumerator(atPath: directory.path)?.compactMap { $0 as? String } ?? [])
      .filter { $0 != "variables" && $0 != "store" }
    let texts = files.map { ($0, directory.bytes(of: $0)) } + [("message", Array(message.utf8))]
    return texts.filter { text in Self.secrets.contains { text.1.firstRange(of: Array($0.utf8)) != nil } }.map(\.0)
  }

  @Test func aTokenIsToldToTheHostAndSeenNowhere() throws {
    let server = try server()
    for _ in 0..<2 {
      let checkout = try checkOut(server.url, Credentials(token: Self.token))
      #expect(try String(contentsOfFile: checkout.path + "/1.csv", encoding: .utf8) == "1")
    }
    #expect(server.requests.contains { $0.hasSuffix("Basic \(Self.header)") })
    #expect(leaks() == [])
    let trace = try #require(directory.read("trace"))
    #expect(trace.contains("git-remote-http"), "what git starts has been looked at")
    #expect(directory.read("arguments")?.contains(server.url) == true)
  }

  @Test func aPasswordInTheAddressIsTakenOutOfIt() throws {
    let server = try server()
    let host = "http://oauth2:\(Self.written)@127.0.0.1:\(server.port)"
    let checkout = try checkOut(host, nil)
    #expect(checkout == (try checkOut(server.url, Credentials(token: Self.token))), "the same clone")
    #expect(server.requests.contains { $0.hasSuffix("Basic \(Self.header)") })
    #expect(leaks() == [])
  }

  @Test func aWrongTokenIsRefusedAtOnceAndNotShown() throws {
    let server = try GitServer(remote.path + "/.git", credentials: "oauth2:another")
    for (host, credentials) in [
      (server.url, Credentials(token: Self.token)), ("http://oauth2:\(Self.written)@127.0.0.1:\(server.port)", nil),
    ] {
      let text = try #require(message(host, credentials))
      #expect(text.hasPrefix("Git Error: Error 128 running command: git clone -q \(server.url): "))
      #expect(text.contains("Authentication failed"))
      #expect(text.hasSuffix(" Set token or credentials to what may read the repository."))
      #expect(leaks(text) == [])
    }
    #expect(server.requests.contains { $0.hasSuffix("Basic \(Self.header)") })
  }

  @Test func withoutATokenNobodyIsAsked() throws {
    let server = try server()
    let text = try #require(message(server.url, nil))
    #expect(text.hasSuffix("terminal prompts disabled. Set token or credentials to what may read the repository."))
  }

  @Test func anotherHostThatItIsSentOnToIsNotTold() throws {
    let other = try GitServer(remote.path + "/.git", credentials: "oauth2:another")
    let server = try server(redirect: other.url)
    #expect(message(server.url, Credentials(token: Self.token)) != nil)
    #expect(server.requests.contains { $0.hasSuffix("Basic \(Self.header)") })
    #expect(!other.requests.isEmpty)
    #expect(other.requests.allSatisfy { $0.hasSuffix(" None") })
  }

  @Test func helpersOfTheUserAreAskedOnlyWithoutCredentialsOfOurOwn() throws {
    let server = try server()
    directory.write("http://oauth2:\(Self.written)@127.0.0.1%3a\(server.port)\n", to: "store")
    directory.write(
      """
      [credential]
        helper = store --file=\(directory.path("store"))

      """, to: "configuration")
    directory.write("#!/bin/sh\nGIT_CONFIG_GLOBAL='\(directory.path("configuration"))' exec git \"$@\"\n", to: "git")
    chmod(directory.path("git"), 0o755)
    #expect(try checkOut(server.url, nil).commit != nil, "the store has it")
    let before = try #require(directory.read("store"))
    #expect(try checkOut(server.url, Credentials(token: Self.token)).commit != nil)
    #expect(message(server.url, Credentials(token: "wrong")) != nil)
    #expect(directory.read("store") == before, "neither kept nor forgotten")
  }

  @Test func gitRunsUnattended() throws {
    _ = message("ssh://127.0.0.1:1/x.git", nil)
    let variables = try #require(directory.read("variables"))
    for line in [
      "GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=", "SSH_ASKPASS=", "GIT_SSH_COMMAND=ssh -oBatchMode=yes",
      "GIT_ALLOW_PROTOCOL=file:git:http:https:ssh", "GIT_LFS_SKIP_SMUDGE=1",
    ] {
      #expect(variables.split(separator: "\n").contains(Substring(line)))
    }
  }

  @Test func settingsOfTheUserInVariablesStay() async {
    await #expect(processExitsWith: .success) {
      setenv("GIT_CONFIG_COUNT", "2", 1)
      let changes = GitEnvironment.changes(origin: "https://host", credentials: nil, username: "ann")
      let isBehind = changes["GIT_CONFIG_KEY_1"] == nil && changes["GIT_CONFIG_KEY_2"] == "core.hooksPath"
      let isLast = changes["GIT_CONFIG_KEY_6"] == "credential.https://host.username"
      exit(isBehind && isLast && changes["GIT_CONFIG_COUNT"] == "7" ? 0 : 1)
    }
  }

  @Test func credentialsAreOneLineEach() throws {
    let expected = "have a line break or another control character in them. Take it away."
    #expect(message("http://127.0.0.1:1", Credentials(token: "a\nhost=evil"))?.hasSuffix(expected) == true)
    #expect(message("http://a%0Ab:c@127.0.0.1:1", nil)?.hasSuffix(expected) == true)
  }
}
