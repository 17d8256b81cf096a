import CalibraxAPI
import CalibraxAnalysis
import CalibraxJSON
import Glibc

/// Writes the generated files of Protocol/ into the folder that is given: `swift run calibrax-protocol Protocol`.
@main
enum WriteProtocol {
  static func main() {
    guard CommandLine.arguments.count == 2 else {
      print("Usage: calibrax-protocol DIR")
      exit(2)
    }
    let folder = CommandLine.arguments[1]
    mkdir(folder, 0o777)
    mkdir(folder + "/schemas", 0o777)
    for (path, bytes) in ProtocolFiles.all(validators: allValidators.map { ($0.name, $0.summary, $0.schema) }) {
      guard let file = fopen(folder + "/" + path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count,
        fclose(file) == 0
      else {
        perror(path)
        exit(1)
      }
    }
  }
}
