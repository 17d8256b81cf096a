import Foundation

/// The Python that peers written in it run on.
enum Python {
  static var interpreter: String { ProcessInfo.processInfo.environment["CALIBRAX_BENCH_PYTHON"] ?? "python3" }

  /// Whether a module can be imported.
  static func has(_ module: String) -> Bool { (try? run("import \(module)")) != nil }

  /// What a script prints, as numbers.
  static func figures(_ script: String, _ arguments: [String] = []) throws -> [Double] {
    try run(script, arguments).split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
  }

  private static func run(_ script: String, _ arguments: [String] = []) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [interpreter, "-c", script] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchError("\(interpreter) failed") }
    return String(decoding: data, as: UTF8.self)
  }
}
