import CBench
import Glibc

/// Requests that are sent over and over, or once each, by the load generator in C.
struct Load {
  private var bytes: [CChar] = []
  private var offsets = [0]

  /// Request lines, without the ends of the lines.
  init(lines: [[UInt8]]) {
    for line in lines {
      bytes += line.map { CChar(bitPattern: $0) } + [CChar(bitPattern: UInt8(ascii: "\n"))]
      offsets.append(bytes.count)
    }
  }

  /// How a run went.
  struct Outcome {
    var requestsPerSecond: Double
    /// Microseconds, sorted.
    var latencies: [Double]

    func latency(_ quantile: Double) -> Double { latencies[Int(Double(latencies.count - 1) * quantile)] }
  }

  /// Sends requests to a server and waits for their answers.
  func send(
    to server: ServerProcess, over transport: ServerProcess.Transport, connections: Int, pipelined: Int,
    warmup: Int, requests: Int
  ) throws -> Outcome {
    var latencies = [UInt64](repeating: 0, count: requests)
    var seconds = 0.0
    let code = server.withAddress(transport) { address in
      var load = calibrax_load(
        address: address, connections: Int32(connections), pipelined: Int32(pipelined), bytes: nil, offsets: nil,
        count: offsets.count - 1, warmup: warmup, requests: requests)
      return bytes.withUnsafeBufferPointer { bytes in
        offsets.withUnsafeBufferPointer { offsets in
          load.bytes = bytes.baseAddress
          return offsets.withMemoryRebound(to: Int.self) { offsets in
            load.offsets = UnsafeRawPointer(offsets.baseAddress)?.assumingMemoryBound(to: size_t.self)
            return calibrax_send_load(&load, &seconds, &latencies)
          }
        }
      }
    }
    guard code == 0 else { throw BenchError("the load failed: \(String(cString: strerror(code)))") }
    return Outcome(
      requestsPerSecond: Double(requests) / seconds, latencies: latencies.sorted().map { Double($0) / 1_000 })
  }
}
