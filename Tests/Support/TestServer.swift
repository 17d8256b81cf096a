package import CalibraxJSON
package import CalibraxServer
import CalibraxStore
import Dispatch
import Foundation

/// A server on a thread of this process, with real sockets.
package final class TestServer: Sendable {
  package let directory: TemporaryDirectory
  package let files = FaultyFiles()
  package let server: Server
  private let finished = DispatchSemaphore(value: 0)

  package init(
    _ directory: TemporaryDirectory = TemporaryDirectory(), configure: (inout Server.Options) -> Void = { _ in }
  ) throws {
    self.directory = directory
    var options = Server.Options(data: directory.path)
    options.tcp = "127.0.0.1:0"
    options.files = files
    configure(&options)
    // Complaints of these servers are expected, and nobody reads them.
    server = try Server(options, log: LogWriter(descriptor: open("/dev/null", O_WRONLY)))
    let (server, finished) = (server, finished)
    Thread.detachNewThread {
      try? server.run()
      finished.signal()
    }
  }

  deinit { stop() }

  /// Stops the server and waits for its end; once is enough.
  package func stop() {
    server.stop()
    _ = finished.wait(timeout: .now() + 20)
    finished.signal()
  }

  package func unix() throws -> LineSocket { try LineSocket(unix: server.unixAddress) }
  package func tcp() throws -> LineSocket { try LineSocket(tcp: server.tcpAddress ?? "") }

  /// Calls a method over a Unix socket of its own.
  package func call(_ method: String, _ params: JSON = [:]) throws -> JSON {
    try unix().call(method, params)
  }
}

extension LineSocket {
  /// Calls a method and returns the whole response.
  package func call(_ method: String, _ params: JSON = [:]) throws -> JSON {
    try send(request(method, params))
    return try response()
  }

  /// The next response.
  package func response() throws -> JSON {
    guard let line = try line() else { throw Failure(description: "closed without a response") }
    return try JSON(parsing: Array(line.utf8))
  }
}

/// The line of a request.
package func request(_ method: String, _ params: JSON = [:], id: JSON? = 1) -> String {
  var members: OrderedMap<JSON> = ["jsonrpc": "2.0", "method": .string(method), "params": params]
  if let id { members["id"] = id }
  return String(decoding: JSONWriter.bytes(of: JSON.object(members)), as: UTF8.self)
}

/// A run with one point `p`, for tests that need some run.
package func sampleRun(_ id: String, value: Double = 1, timestamp: String = "2026-03-01T12:00:00") -> JSON {
  [
    "id": .string(id), "timestamp": .string(timestamp),
    "metric_defs": ["latency": ["unit": "ms", "direction": "lower"]],
    "points": [["name": "p", "metrics": ["latency": ["value": .number(JSONNumber(value))]]]],
  ]
}

/// Tries something until it holds; `false` when it does not within the time.
package func eventually(seconds: Double = 10, _ holds: () throws -> Bool) rethrows -> Bool {
  let deadline = Date().addingTimeInterval(seconds)
  while Date() < deadline {
    if try holds() { return true }
    sched_yield()
  }
  return false
}
