import CalibraxJSON
import Glibc

/// Reads texts from the standard input, each after a line with its length in bytes, and writes what is read of them, a
/// line of JSON each:
///
/// - `reading-dump yaml`: each text is YAML, of which `YAMLDump` tells.
/// - `reading-dump patterns`: each two texts are a pattern and what it is searched in, of which `PatternDump` tells.
/// - `reading-dump metrics`: each text is metrics, which `MetricsDump` writes.
@main
enum ReadingDump {
  static func main() {
    let texts = Self.texts()
    let lines: [JSON]
    switch CommandLine.arguments.dropFirst().first {
    case "yaml": lines = texts.map(YAMLDump.line)
    case "metrics": lines = texts.map(MetricsDump.line)
    case "patterns":
      lines = stride(from: 0, to: texts.count - 1, by: 2).map { PatternDump.line(texts[$0], in: texts[$0 + 1]) }
    default:
      print("usage: reading-dump yaml|patterns|metrics < TEXTS")
      exit(2)
    }
    var output = JSONWriter()
    for line in lines {
      line.write(to: &output)
      output.bytes.append(UInt8(ascii: "\n"))
    }
    var written = 0
    while written < output.bytes.count {
      let count = output.bytes[written...].withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(1) }
      written += count
    }
  }

  private static func texts() -> [[UInt8]] {
    let input = standardInput()
    var texts: [[UInt8]] = []
    var position = 0
    while let end = input[position...].firstIndex(of: UInt8(ascii: "\n")),
      let length = Int(String(decoding: input[position..<end], as: UTF8.self))
    {
      position = end + 1 + length
      texts.append(Array(input[(end + 1)..<position]))
    }
    return texts
  }

  private static func standardInput() -> [UInt8] {
    var input: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(0, &chunk, chunk.count)
      guard count > 0 else { return input }
      input += chunk[..<count]
    }
  }
}
