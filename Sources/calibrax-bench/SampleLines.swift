import CalibraxAnalysis
import CalibraxModel

/// Requests that record samples: a tenth of a second apart, with values of six decimals.
enum SampleLines {
  private static let lines = 256

  /// Lines of calibrax, each with so many samples.
  static func record(samples: Int) -> [[UInt8]] {
    self.samples(lines * samples).chunks(of: samples).map { part in
      let points = part.map { "[\($0.at),\($0.value)]" }.joined(separator: ",")
      return Array(#"{"jsonrpc":"2.0","id":17,"method":"record","params":{"series":0,"points":[\#(points)]}}"#.utf8)
    }
  }

  /// Commands of Redis that add one sample each to a stream, without the ends of their last lines.
  static func redis() -> [[UInt8]] {
    samples(lines).map { Redis.command(["XADD", "loss", "*", "at", "\($0.at)", "value", "\($0.value)"]).dropLast() }
  }

  private static func samples(_ count: Int) -> [Sample] {
    var generator = SplitMix64(seed: 17)
    return (0..<count).map {
      Sample(at: Double($0) / 10, value: Double(generator.next() % 1_000_000) / 1_000_000)
    }
  }
}
