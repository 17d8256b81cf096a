import CalibraxJSON
import CalibraxTestSupport
import Dispatch
import Foundation
import Synchronization
import Testing

/// The server as a process: how it starts, refuses to start, ends, and is killed.
@Suite struct ServerProcessTests {
  let directory = TemporaryDirectory()

  @Test func itSaysWhereItListensAndEndsWellOnSIGTERM() throws {
    let server = try ServerProcess(["--data", directory.path, "--tcp", "127.0.0.1:0"])
    let ready = try #require(server.ready)
    let tcp = try #require(server.tcp)
    #expect(ready == "calibraxd ready unix=\(directory.path)/calibrax.sock tcp=\(tcp) data=\(directory.path)")
    #expect(try LineSocket(tcp: tcp).call("ping")["result"] == [:])
    let mode = try FileManager.default.attributesOfItem(atPath: directory.path("calibrax.sock"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(server.terminate() == 0)
    #expect(!directory.list("").contains("calibrax.sock"))
  }

  @Test func whatIsInFlightIsFinishedBeforeItEnds() throws {
    let server = try ServerProcess(directory)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    for index in 0..<100 { try socket.send(request("ingest", ["run": sampleRun("r\(index)")])) }
    _ = try socket.response()
    #expect(server.terminate() == 0)
    var answered = 1
    while let line = try socket.line() {
      #expect(line.contains("\"created\":true"))
      answered += 1
    }
    #expect(directory.list("runs").count == answered)
  }

  @Test func aKilledServerLeavesADirectoryThatTheNextOneOpens() throws {
    let first = try ServerProcess(directory)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    #expect(try socket.call("ingest", ["run": sampleRun("a")])["result"]?["created"] == true)
    first.kill()
    let second = try ServerProcess(directory)
    #expect(second.ready != nil)
    let again = try LineSocket(unix: directory.path("calibrax.sock"))
    #expect(try again.call("ingest", ["run": sampleRun("a")])["result"]?["created"] == false)
  }

  @Test func everyAcknowledgedRunSurvivesAKillWholeAndOnce() throws {
    var acknowledged: Set<String> = []
    for round in 0..<3 {
      let server = try ServerProcess(directory)
      let heard = Mutex<Set<String>>([])
      let path = directory.path("calibrax.sock")
      let pid = server.pid
      let killer = DispatchQueue(label: "killer")
      killer.asyncAfter(deadline: .now() + .milliseconds(150 * (round + 1))) { kill(pid, SIGKILL) }
      let clients = DispatchGroup()
      for connection in 0..<16 {
        clients.enter()
        Thread.detachNewThread {
          defer { clients.leave() }
          guard let socket = try? LineSocket(unix: path) else { return }
          for index in 0..<400 {
            let id = "round\(round)-\(connection)-\(index)"
            guard let response = try? socket.call("ingest", ["run": sampleRun(id)]),
              response["result"]?["created"] == true
            else { return }
            heard.withLock { _ = $0.insert(id) }
            // Others ask meanwhile.
            guard (try? socket.call("trend", ["metric": "latency", "point": "p", "n_runs": 5])) != nil else { return }
          }
        }
      }
      clients.wait()
      server.kill()
      acknowledged.formUnion(heard.withLock { $0 })
    }
    #expect(acknowledged.count > 10)
    let server = try ServerProcess(directory)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    #expect(try socket.call("serverInfo")["result"]?["store"]?["damaged"] == [])
    let stored = try socket.call("listRuns", ["limit": 10_000])["result"]?["runs"]?.elements ?? []
    let ids = stored.compactMap { $0["run_id"]?.string }
    #expect(Set(ids).count == ids.count)
    for id in acknowledged {
      let run = try socket.call("getRun", ["run_id": .string(id)])["result"]
      #expect(run?["points"]?[0]?["metrics"]?["latency"]?["value"]?.double == 1)
    }
    #expect(acknowledged.subtracting(ids) == [])
    #expect(directory.list("runs").allSatisfy { $0.hasSuffix(".json") })
    #expect(server.terminate() == 0)
  }

  @Test func whatOthersChangeWhileItStopsIsNotLost() throws {
    let server = try ServerProcess(directory)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    #expect(try socket.call("ingest", ["run": sampleRun("a", value: 1)])["result"]?["created"] == true)
    kill(server.pid, SIGSTOP)
    directory.write(try #require(directory.read("runs/a.json")).replacing("1.0", with: "99.0"), to: "runs/a.json")
    kill(server.pid, SIGTERM)
    kill(server.pid, SIGCONT)
    #expect(server.wait() == 0)
    let again = try ServerProcess(directory)
    let points = try LineSocket(unix: directory.path("calibrax.sock"))
      .call("trend", ["metric": "latency", "point": "p"])["result"]?["points"]
    #expect(points?[0]?["value"]?.double == 99)
    #expect(again.terminate() == 0)
  }

  @Test func aSecondServerSaysWhoHoldsTheDirectory() throws {
    let first = try ServerProcess(directory)
    let second = try ServerProcess(directory)
    #expect(second.ready == nil)
    #expect(second.wait() == 3)
    #expect(
      second.complaints.contains(
        "another server holds \(directory.path): process \(first.pid) unix=\(directory.path)/calibrax.sock"))
    #expect(try LineSocket(unix: directory.path("calibrax.sock")).call("ping")["result"] == [:])
  }

  @Test func aRelativeDirectoryIsFoundFromElsewhere() throws {
    let server = try ServerProcess(["--data", "store"], in: directory)
    #expect(server.ready == "calibraxd ready unix=store/calibrax.sock data=store")
    let run = try CommandRun("calibraxctl", ["info", "--data", directory.path("store"), "--format", "json"])
    #expect(try JSON(parsing: Array(run.output.utf8))["pid"]?.double == Double(server.pid))
    #expect(server.terminate() == 0)
  }

  @Test func aPathThatIsTooLongWhenItIsWholeStaysRelative() throws {
    let folder = String(repeating: "x", count: 80)
    directory.write("", to: folder + "/file")
    let server = try ServerProcess(["--data", folder], in: directory)
    let lock = try JSON(parsing: Array(try #require(directory.read(folder + "/calibrax.lock")).utf8))
    #expect(lock["unix"]?.string == folder + "/calibrax.sock")
    #expect(server.terminate() == 0)
  }

  @Test func aPortInUse() throws {
    let first = try ServerProcess(["--data", directory.path, "--tcp", "127.0.0.1:0"])
    let tcp = try #require(first.tcp)
    let other = TemporaryDirectory()
    let second = try ServerProcess(["--data", other.path, "--tcp", tcp])
    #expect(second.wait() == 3)
    #expect(second.complaints.contains("cannot listen on \(tcp): Address already in use"))
    #expect(!other.list("").contains("calibrax.sock"))
  }

  @Test func aSocketInUseBySomebodyElse() throws {
    let first = try ServerProcess(directory)
    let other = TemporaryDirectory()
    let second = try ServerProcess(["--data", other.path, "--socket", directory.path("calibrax.sock")])
    #expect(second.wait() == 3)
    #expect(second.complaints.contains("another server answers on the socket"))
    #expect(first.terminate() == 0)
  }

  @Test func aSocketPathThatIsTooLong() throws {
    let path = directory.path(String(repeating: "x", count: 120))
    let server = try ServerProcess(["--data", directory.path, "--socket", path])
    #expect(server.wait() == 3)
    #expect(server.complaints.contains("a Unix socket's may have 107; choose a shorter one with --socket PATH"))
  }

  @Test(arguments: [
    (["--dtaa", "x"], 2, "unknown argument \"--dtaa\"; did you mean --data?"), (["--data"], 2, "--data needs a value"),
    (["--tcp", "example"], 2, "--tcp needs HOST:PORT, as 127.0.0.1:7777, not \"example\""),
    (["--keep-days", "0x10"], 2, "--keep-days needs a number from 0 on, not \"0x10\""),
    (["--tcp", "0.0.0.0:0"], 3, "is not a loopback address"),
    (["--data", "/dev/null/x"], 3, "cannot serve /dev/null/x"), (["--data", "/dev/null"], 3, "cannot serve /dev/null"),
  ])
  func aCommandLineThatCannotBe(_ arguments: [String], _ code: Int, _ complaint: String) throws {
    let isAboutData = arguments.contains("--data")
    let server = try ServerProcess(isAboutData ? arguments : ["--data", directory.path] + arguments)
    #expect(server.ready == nil)
    #expect(server.wait() == Int32(code))
    #expect(server.complaints.contains(complaint), "\(server.complaints)")
  }

  @Test func anUnreadStandardErrorHoldsNothingUp() throws {
    for index in 0..<3_000 { directory.write("{", to: "runs/\(String(repeating: "damaged", count: 10))\(index).json") }
    let unread = Pipe()
    let server = try ServerProcess(["--data", directory.path], standardError: unread.fileHandleForWriting)
    #expect(server.ready != nil)
    let socket = try LineSocket(unix: directory.path("calibrax.sock"))
    #expect(try socket.call("serverInfo")["result"]?["store"]?["damaged"]?.elements?.count == 3_000)
    #expect(try socket.call("ingest", ["run": sampleRun("a")])["result"]?["created"] == true)
    #expect(server.terminate() == 0)
  }
}
