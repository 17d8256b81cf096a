import CalibraxJSON

/// What is stored, as it is stored: `calibraxctl ingest` reads runs back.
enum JSONExport: ExportFormat {
  static let name = "json"
  static let summary = "runs as they are stored, an execution with its series"

  static func files(of data: ExportedData) -> ExportedFiles {
    let bytes =
      switch data {
      case .runs(let runs) where runs.count == 1: JSONWriter.indented(JSONWriter.bytes(of: runs[0].run))
      case .runs(let runs): JSONWriter.indented(JSONWriter.bytes(of: runs.map(\.run)))
      // Samples may be many, and a line for each number would be most of the text.
      case .execution(let execution): JSONWriter.bytes(of: execution)
      }
    return ExportedFiles(String(decoding: bytes, as: UTF8.self))
  }
}
