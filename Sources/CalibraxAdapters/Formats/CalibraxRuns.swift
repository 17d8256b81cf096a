import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// Runs as calibrax itself has them: one document, an array of them, or one a line.
enum CalibraxRuns: FileAdapter {
  static let name = "calibrax"
  static let summary = "run documents of calibrax, one, an array, or one a line"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "points") || head.isArray(with: "points") || head.isObject(with: "id", "timestamp")
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    let name = file.name
    let firstLine = try file.head().text.prefix { $0 != "\n" }
    var parser = JSONParser()
    guard firstLine.first == "{", (try? JSON(parsing: Array(firstLine.utf8))) != nil else {
      for run in try decode(Runs.self, from: try file.rest(), &parser, name, "").runs { conversion.addEntry(run: run) }
      return
    }
    _ = try file.forEachLine(takesUnfinished: true) { (line, number) throws(AdapterError) in
      if line.trimmed.isEmpty { return }
      conversion.addEntry(run: try decode(Run.self, from: Array(line.utf8), &parser, name, "line \(number)"))
    }
  }

  private static func decode<Value: JSONReadable>(
    _ type: Value.Type, from bytes: [UInt8], _ parser: inout JSONParser, _ file: String, _ line: String
  ) throws(AdapterError) -> Value {
    do throws(JSONError) {
      return try parser.decode(type, from: bytes)
    } catch {
      let place = [line, error.path].filter { !$0.isEmpty }.joined(separator: ": ")
      throw AdapterError(file, place, error.message, hint: error.hint)
    }
  }

  /// A run or an array of them.
  private struct Runs: JSONReadable {
    var runs: [Run]

    init(json: borrowing JSONView) throws(JSONError) {
      runs = json.kind == .array ? try [Run](json: json) : [try Run(json: json)]
    }

    static var schema: JSON { ["type": ["object", "array"]] }
  }
}
