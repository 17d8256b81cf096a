import CalibraxClient
import CalibraxServer
import CalibraxTestSupport
import Glibc
import Testing

/// Which server a program finds by its environment. Each test is a process of its own, for the environment is one a
/// process.
@Suite struct ClientEnvironmentTests {
  @Test func theServerThatIsNamed() async {
    await #expect(processExitsWith: .success) {
      let directory = TemporaryDirectory()
      directory.write(#"{"pid":1,"unix":"/held.sock"}"#, to: "calibrax.lock")
      setenv("CALIBRAX_DATA", directory.path, 1)
      setenv("CALIBRAX_SERVER", "tcp:localhost:7777", 1)
      let address = try ServerAddress.fromEnvironment()
      #expect(address == .tcp(host: "localhost", port: 7777))
    }
  }

  @Test func elseTheServerOfTheDataDirectory() async {
    await #expect(processExitsWith: .success) {
      let directory = TemporaryDirectory()
      setenv("CALIBRAX_DATA", directory.path, 1)
      setenv("CALIBRAX_SERVER", "", 1)
      #expect(try ServerAddress.fromEnvironment() == nil)
      let server = try TestServer(directory)
      #expect(try ServerAddress.fromEnvironment() == .unix(path: server.server.unixAddress))
    }
  }

  @Test func theDataDirectoryThatIsMeantWhenNoneIsNamed() async {
    await #expect(processExitsWith: .success) {
      let directory = TemporaryDirectory()
      directory.write(#"{"pid":1,"unix":"/held.sock"}"#, to: "benchmark-data/calibrax.lock")
      chdir(directory.path)
      unsetenv("CALIBRAX_SERVER")
      unsetenv("CALIBRAX_DATA")
      let address = try ServerAddress.fromEnvironment()
      #expect(address == .unix(path: "/held.sock"))
      setenv("CALIBRAX_DATA", "", 1)
      #expect(ClientEnvironment.dataDirectory == "./benchmark-data")
    }
  }

  @Test func aServerThatIsNoAddress() async {
    await #expect(processExitsWith: .success) {
      setenv("CALIBRAX_SERVER", "here", 1)
      let error = #expect(throws: ClientError.self) { try ServerAddress.fromEnvironment() }
      guard case .address(let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(message.hasPrefix("CALIBRAX_SERVER: \"here\" is no address"))
    }
  }
}
