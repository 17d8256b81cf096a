import CBench
import Glibc

/// Requests that are sent over and over, or once each, by the load generator in C.
struct Load {
  private var bytes: [CChar] = []
  private var offsets = [0]
  private let answerLines: Int

  /// Request lines, without the ends of the lines, and how many lines an answer has.
  init(lines: [[UInt8]], answerLines: Int = 1) {
    self.answerLines = answerLines
    for line in lines {
      bytes += line.map { CChar(bitPattern: $0) } + [CChar(bitPattern: UInt8(ascii: "\n"))]
      offsets.append(bytes.count)
    }
  }

  /// How a run went.
  struct Outcome {
    var requestsPerSecond: Double
    /// Nanoseconds between request and answer; empty when they were not asked for.
    fileprivate(set) var latencies: [UInt64]

    /// Microseconds that a part of the requests took at most.
    func latency(_ quantile: Double) -> Double {
      guard !latencies.isEmpty else { return .nan }
      return Double(latencies.sorted()[Int(Double(latencies.count - 1) * quantile)]) / 1_000
    }
  }

  /// Sends requests to a server and waits for their answers.
  func send(
    to server: ServerProcess, over transport: ServerProcess.Transport, connections: Int, pipelined: Int,
    warmup: Int, requests: Int, keepsLatencies: Bool = false
  ) throws -> Outcome {
    var latencies = [UInt64](repeating: 0, count: keepsLatencies ? requests : 0)
    var seconds = 0.0
    let code = server.withAddress(transport) { address in
      var load = calibrax_load(
        address: address, connections: Int32(connections), pipelined: Int32(pipelined), bytes: nil, offsets: nil,
        count: offsets.count - 1, answer_lines: Int32(answerLines), warmup: warmup, requests: requests)
      return bytes.withUnsafeBufferPointer { bytes in
        offsets.withUnsafeBufferPointer { offsets in
          load.bytes = bytes.baseAddress
          return offsets.withMemoryRebound(to: Int.self) { offsets in
            load.offsets = UnsafeRawPointer(offsets.baseAddress)?.assumingMemoryBound(to: size_t.self)
            return latencies.withUnsafeMutableBufferPointer {
              calibrax_send_load(&load, &seconds, keepsLatencies ? $0.baseAddress : nil)
            }
          }
        }
      }
    }
    guard code == 0 else { throw BenchError("the load failed: \(String(cString: strerror(code)))") }
    return Outcome(requestsPerSecond: Double(requests) / seconds, latencies: latencies)
  }
}
