import CalibraxTestSupport
import Foundation
import Glibc
import Testing

/// `calibraxctl studio` while it runs, and browsers that ask it.
final class RunningStudio {
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// What a browser was answered.
  struct Answer {
    var status: Int
    /// The header fields, by their names in lower case.
    var headers: [String: String]
    var body: String
  }

  /// HOST:PORT where it listens.
  let address: String
  /// What lets a browser act.
  let token: String
  private let command: RunningCommand

  init(_ arguments: String...) throws {
    command = try RunningCommand("calibraxctl", ["studio", "--listen", "127.0.0.1:0"] + arguments)
    let command = command
    guard eventually({ command.output.hasSuffix("\n") || !command.complaints.isEmpty }),
      let line = command.output.wholeMatch(of: /Studio: http:\/\/([0-9.:]+)\/#token=([0-9a-z]+)\n/)
    else { throw Failure(description: command.output + command.complaints) }
    (address, token) = (String(line.1), String(line.2))
  }

  /// Everything that it has complained of.
  var complaints: String { command.complaints }

  /// Asks for something; says who is meant unless other headers do.
  func ask(_ target: String, method: String = "GET", headers: [String: String] = [:], body: String = "") throws
    -> Answer
  {
    let browser = try Browser(address)
    var fields = ["Host": address, "Connection": "close"].merging(headers) { $1 }
    if method == "POST" { fields["Content-Length"] = "\(body.utf8.count)" }
    browser.send("\(method) \(target) HTTP/1.1\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + body)
    let head = try browser.text(to: "\r\n\r\n")
    let lines = head.split(separator: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw Failure(description: head)
    }
    let pairs = lines.dropFirst().compactMap { line -> (String, String)? in
      line.firstIndex(of: ":").map {
        (line[..<$0].lowercased(), line[line.index(after: $0)...].trimmingCharacters(in: .whitespaces))
      }
    }
    return Answer(status: status, headers: Dictionary(pairs) { $0 + ", " + $1 }, body: try browser.rest())
  }

  /// Acts with a token, as a page does.
  func act(_ body: String, token: String?, method: String = "POST", headers: [String: String] = [:]) throws -> Answer {
    var fields = ["Content-Type": "application/json", "Origin": "http://\(address)"].merging(headers) { $1 }
    fields["X-Calibrax-Token"] = token
    return try ask("/alerts/acknowledge", method: method, headers: fields, body: body)
  }

  /// Follows events; what came first is the head of the answer.
  func follow(_ query: String) throws -> Browser {
    let browser = try Browser(address)
    browser.send("GET /events?\(query) HTTP/1.1\r\nHost: \(address)\r\n\r\n")
    let head = try browser.text(to: "\r\n\r\n")
    guard head.hasPrefix("HTTP/1.1 200 ") else { throw Failure(description: head) }
    return browser
  }
}

/// A browser's side of a connection.
final class Browser {
  private let socket: Int32
  private var received: [UInt8] = []

  init(_ address: String) throws {
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_port = (address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0).bigEndian
    target.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let result = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw RunningStudio.Failure(description: "connect: \(String(cString: strerror(errno)))") }
  }

  deinit { close(socket) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// What comes up to an end, with it.
  func text(to end: String, within seconds: Double = 10) throws -> String {
    let (end, deadline) = (Array(end.utf8), Date().addingTimeInterval(seconds))
    while true {
      if let found = received.firstRange(of: end) {
        defer { received.removeSubrange(..<found.upperBound) }
        return String(decoding: received[..<found.upperBound], as: UTF8.self)
      }
      guard try receive(until: deadline) else { throw problem("it ended") }
    }
  }

  /// What comes until it ends.
  func rest() throws -> String {
    let deadline = Date().addingTimeInterval(10)
    while try receive(until: deadline) {}
    return String(decoding: received, as: UTF8.self)
  }

  private func receive(until deadline: Date) throws -> Bool {
    var ready = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    if poll(&ready, 1, Int32(max(0, deadline.timeIntervalSinceNow * 1_000))) == 0 { throw problem("no more in time") }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    if count < 0 { throw problem(String(cString: strerror(errno))) }
    received += buffer[..<count]
    return count > 0
  }

  private func problem(_ text: String) -> RunningStudio.Failure {
    RunningStudio.Failure(description: "\(text) after \"\(String(decoding: received, as: UTF8.self))\"")
  }
}
