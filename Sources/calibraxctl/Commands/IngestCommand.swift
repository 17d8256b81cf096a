import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import Glibc

/// Stores the run in a file.
enum IngestCommand: Command {
  static let name = "ingest"
  static let summary = "Store the run in a JSON file and print its id."
  static let method: (any CalibraxRPC.Method.Type)? = Ingest.self
  static let noEnvironment = "--no-environment"
  static let flags = [
    Flag("--input", Flag.file, Ingest.self, "run", "The file with the run; - for standard input."),
    Flag("--replace", nil, Ingest.self, "replace", "Replace other content that is stored under the run's id."),
    Flag("--set-baseline", "NAME", Ingest.self, "set_baseline", "The baseline that is to become a copy of the run."),
    Flag(noEnvironment, nil, "Do not fill in this machine's fingerprint where the run's environment is empty."),
  ]

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let input = try context.flags.required("--input")
    var params = Ingest.Params()
    params.run = try read(input)
    params.replace = context.flags.has("--replace")
    params.setBaseline = context.flags["--set-baseline"].map { BaselineChoice(name: $0) }
    let result = try context.call(Ingest.self, params)
    try context.show(
      result, text: { result.runID },
      markdown: {
        "Ingested run `\(result.runID)` (\(result.points) points)\(result.created ? "" : ", which was there already")"
      })
    return .passed
  }

  private static func read(_ input: String) throws(Failure) -> Run {
    let bytes = try bytes(of: input)
    var parser = JSONParser()
    do throws(JSONError) {
      return try parser.decode(Run.self, from: bytes)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      throw Failure(code: .refused, message: "\(input): \(place)\(error.message)", hint: error.hint)
    }
  }

  private static func bytes(of input: String) throws(Failure) -> [UInt8] {
    let descriptor = input == "-" ? STDIN_FILENO : open(input, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw cannotRead(input) }
    defer { if input != "-" { close(descriptor) } }
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
