import Glibc

/// A file that a command reads whole.
enum InputFile {
  /// What stands for standard input.
  static let standard = "-"

  static func read(_ input: String) throws(Failure) -> [UInt8] {
    let descriptor = input == standard ? STDIN_FILENO : open(input, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotRead(input) }
    defer { if input != standard { close(descriptor) } }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw cannotRead(input) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  private static func cannotRead(_ input: String) -> Failure {
    Failure(
      code: .refused, message: "cannot read \(input): \(String(cString: strerror(errno)))",
      hint: "Give a file that exists, or - for standard input.")
  }
}
