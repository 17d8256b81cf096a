import CalibraxTestSupport
import Testing

/// The command line has its token from the environment.
@Suite struct CommandTokenTests {
  let directory = TemporaryDirectory()
  private let server: ServerProcess
  private let address: String

  init() throws {
    directory.write("reader reader-0123456789\nwriter writer-0123456789\n", to: "tokens")
    directory.write(sampleRun("a"), to: "a.json")
    server = try ServerProcess(
      ["--data", directory.path, "--tcp", "127.0.0.1:0", "--token-file", directory.path("tokens")])
    address = "tcp:" + (try #require(server.tcp))
  }

  @Test func aWriterStores() throws {
    let run = try calibraxctl(ingest, token: "writer-0123456789")
    #expect(run == CommandRun(output: "a\n", complaints: "", code: 0))
  }

  @Test func aReaderReads() throws {
    #expect(try calibraxctl(["runs", "--format", "json"], token: "reader-0123456789").code == 0)
    let run = try calibraxctl(ingest, token: "reader-0123456789")
    #expect(
      run.complaints == """
        calibraxctl: calibraxctl ingest changes what is stored, and the token's role is reader.
          Set CALIBRAX_TOKEN to a token whose role is writer.

        """)
    #expect(run.code == 6)
  }

  @Test(arguments: [
    (nil, "This connection has shown no token."), ("", "This connection has shown no token."),
    ("nobody-0123456789", "There is no such token."),
  ])
  func whoeverHasNoToken(_ token: String?, _ complaint: String) throws {
    let run = try calibraxctl(["runs"], token: token)
    let hint = "Set CALIBRAX_TOKEN to a token of the file that the server was started with."
    #expect(run == CommandRun(output: "", complaints: "calibraxctl: \(complaint)\n  \(hint)\n", code: 6))
  }

  @Test(arguments: [
    ("writer", ":2: expected reader or writer and a token, as: writer TOKEN"),
    ("owner 0123456789abcdef", ":2: expected reader or writer and a token, as: writer TOKEN"),
    ("reader 0123456789abcde", ":2: the token is too short, it needs 16 characters or more"),
  ])
  func aFileWithALineThatIsNone(_ line: String, _ complaint: String) throws {
    let other = TemporaryDirectory()
    other.write("# whoever may write\n\(line)\n", to: "tokens")
    let server = try ServerProcess(["--data", other.path, "--token-file", other.path("tokens")])
    #expect(server.wait() == 3)
    #expect(server.complaints == "calibraxd: \(other.path("tokens"))\(complaint)\n")
  }

  @Test func theUnixSocketNeedsNone() throws {
    #expect(try CommandRun("calibraxctl", ingest + ["--data", directory.path]).code == 0)
  }

  @Test func aTokenThatTheServerOfTheDirectoryRefusesIsNotPassedOver() throws {
    let environment = ["CALIBRAX_TOKEN": "nobody-0123456789"]
    for arguments in [["runs"], ingest] {
      let run = try CommandRun("calibraxctl", arguments + ["--data", directory.path], environment: environment)
      #expect(run.code == 6)
    }
  }

  private var ingest: [String] { ["ingest", "--input", directory.path("a.json")] }

  private func calibraxctl(_ arguments: [String], token: String?) throws -> CommandRun {
    try CommandRun(
      "calibraxctl", arguments + ["--server", address], environment: token.map { ["CALIBRAX_TOKEN": $0] } ?? [:])
  }
}
