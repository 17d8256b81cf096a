import CalibraxAPI
import CalibraxRPC
import CalibraxTestSupport
import Testing

/// Every conversation in Protocol/transcripts goes as it says there, whichever way the server is reached.
@Suite struct TranscriptTests {
  @Test(arguments: try Transcript.all(), Driver.allCases)
  func goesAsWritten(_ transcript: Transcript, _ driver: Driver) throws {
    let problems = try transcript.play(through: driver).problems
    #expect(problems == [])
  }

  @Test func coverEveryMethodAndEveryErrorItDeclares() throws {
    var coverage = Transcript.Coverage()
    for transcript in try Transcript.all() { coverage.add(try transcript.play(through: .inProcess).coverage) }
    for method in allMethods {
      #expect(coverage.succeeded.contains(method.name), "no transcript shows a result of \(method.name)")
      for code in method.errors {
        #expect(
          coverage.failed.contains(Transcript.Coverage.key(method.name, code.rawValue)),
          "no transcript shows \(method.name) fail with \(code.kind)")
      }
    }
  }

  @Test func aDifferenceIsNoticed() throws {
    let transcript = try Transcript(
      name: "wrong",
      text: """
        1--> {"jsonrpc":"2.0","id":1,"method":"ping"}
        1<-- {"jsonrpc":"2.0","id":2,"result":{"more":"$any"}}
        """)
    #expect(try transcript.play(on: Driver.inProcess.start()).problems.count == 2)
  }
}
