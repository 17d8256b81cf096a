import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

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
    let bytes = try InputFile.read(input)
    var parser = JSONParser()
    do throws(JSONError) {
      return try parser.decode(Run.self, from: bytes)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      throw Failure(code: .refused, message: "\(input): \(place)\(error.message)", hint: error.hint)
    }
  }
}
