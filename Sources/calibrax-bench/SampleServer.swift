import CBench
import CalibraxStore
import Glibc

/// A server that keeps samples, and the requests that bring them.
final class SampleServer {
  /// What it is called in the tables.
  let name: String
  private let process: ServerProcess
  /// By the number of samples in a request.
  private let loads: [Int: Load]
  /// What to ask for the number of samples kept, and how the answer says it.
  private let count: (question: String, answer: (Int) -> String)?
  private var sent = 0

  private init(
    _ name: String, _ process: ServerProcess, _ loads: [Int: Load],
    count: (question: String, answer: (Int) -> String)? = nil
  ) {
    self.name = name
    self.process = process
    self.loads = loads
    self.count = count
    // Where the kernel puts client and server would decide more than either does.
    calibrax_pin(process.identifier, 0)
  }

  private static let lines = [1, 64].reduce(into: [:]) { loads, samples in
    loads[samples] = Load(lines: SampleLines.record(samples: samples))
  }

  /// calibraxd with one series.
  static func calibraxd(_ durability: SeriesStore.Durability) throws -> SampleServer {
    let process = try ServerProcess.calibraxd(durability: durability)
    let answer = try process.ask(#"{"jsonrpc":"2.0","id":1,"method":"defineMetric","params":{"key":"loss"}}"#)
    guard answer.contains(#""result":{"series":0}"#) else { throw BenchError("calibraxd answered \(answer)") }
    let question = #"{"jsonrpc":"2.0","id":1,"method":"listSeries"}"#
    return SampleServer("calibraxd", process, lines, count: (question, { #""count":\#($0),"# }))
  }

  /// The limit.
  static func sink(_ durability: SeriesStore.Durability) throws -> SampleServer {
    SampleServer("sink in C", try ServerProcess.limit(durability == .always ? .syncedSink : .sink), lines)
  }

  /// Redis with one stream; `nil` when it is not installed.
  static func redis(_ durability: SeriesStore.Durability) throws -> SampleServer? {
    guard let process = try Redis.start(durability: durability) else { return nil }
    // The identifier of what was added is answered as its length and, on a line of its own, itself.
    let load = Load(lines: SampleLines.redis(), answerLines: 2)
    return SampleServer("Redis", process, [1: load], count: ("XLEN loss", { ":\($0)\r" }))
  }

  /// Whether its requests may have so many samples.
  func takes(samples: Int) -> Bool { loads[samples] != nil }

  /// How a round of requests went.
  struct Round {
    var requestsPerSecond: Double
    /// Processor time of the server for one request, with what it does later on its account.
    var processorMicroseconds: Double
  }

  /// Sends requests of so many samples.
  func record(
    samples: Int, over transport: ServerProcess.Transport, connections: Int, pipelined: Int, requests: Int
  ) throws -> Round {
    do {
      return try send(
        samples: samples, over: transport, connections: connections, pipelined: pipelined, requests: requests)
    } catch {
      let ending = Leftovers.ending(of: process.identifier).map { "it \($0)" }
      throw BenchError("\(name): \(ending ?? "\(error)")")
    }
  }

  private func send(
    samples: Int, over transport: ServerProcess.Transport, connections: Int, pipelined: Int, requests: Int
  ) throws -> Round {
    guard let load = loads[samples] else { throw BenchError("\(name) takes no requests of \(samples) samples") }
    let warmup = requests / 20
    let before = try process.processorSeconds()
    let outcome = try load.send(
      to: process, over: transport, connections: connections, pipelined: pipelined, warmup: warmup,
      requests: requests)
    sent += (warmup + requests) * samples
    try process.settle()
    let processor = try process.processorSeconds() - before
    return Round(
      requestsPerSecond: outcome.requestsPerSecond, processorMicroseconds: processor / Double(warmup + requests) * 1e6)
  }

  /// Makes sure that everything was kept, which the load generator does not read from the answers, and ends.
  ///
  /// - Returns: the bytes on the disk for each sample.
  func finish() throws -> Double {
    defer { kill(process.identifier, SIGKILL) }
    if let count {
      let answer = try process.ask(count.question)
      guard answer.contains(count.answer(sent)) else {
        throw BenchError("\(name) was sent \(sent) samples and says \(answer)")
      }
    }
    return try process.storedBytes() / Double(sent)
  }
}
