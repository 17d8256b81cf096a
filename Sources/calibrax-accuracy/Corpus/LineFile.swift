import CalibraxJSON
import Glibc

/// A file of one JSON value a line.
enum LineFile {
  /// Its values; empty lines are passed over.
  ///
  /// - Parameter check: Throws where a value makes no sense.
  /// - Throws: ``Refusal`` with the number of the line.
  static func read<Value: JSONReadable>(
    _ path: String, check: (Value) throws(JSONError) -> Void
  ) throws(Refusal) -> [Value] {
    try values(of: try bytes(of: path), in: path, check: check)
  }

  /// The values of a text.
  ///
  /// - Parameter name: What a refusal calls the text.
  static func values<Value: JSONReadable>(
    of bytes: [UInt8], in name: String, check: (Value) throws(JSONError) -> Void
  ) throws(Refusal) -> [Value] {
    var parser = JSONParser()
    var values: [Value] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
      do throws(JSONError) {
        let value = try parser.decode(Value.self, from: Array(line))
        try check(value)
        values.append(value)
      } catch {
        throw Refusal("\(name):\(index + 1): \(error.sentence)" + (error.hint.map { ". \($0)" } ?? ""))
      }
    }
    guard !values.isEmpty else { throw Refusal("\(name): is empty") }
    return values
  }

  private static func bytes(of path: String) throws(Refusal) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotRead(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw cannotRead(path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func cannotRead(_ path: String) -> Refusal {
    Refusal("cannot read \(path): \(String(cString: strerror(errno)))")
  }
}
