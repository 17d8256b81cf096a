import CalibraxJSON
import CalibraxModel

/// The form a run has in a file that other programs read too.
///
/// The Python calibrax cannot compare a timestamp that names a zone with one that does not, so a file holds UTC without
/// a zone, and what was given beside it.
enum RunFile {
  private static let givenTimestamp = "timestamp_given"

  /// A parser for files, which may hold more than a line.
  static var parser: JSONParser {
    var limits = JSONParser.Limits()
    limits.values = 100_000_000
    return JSONParser(limits: limits)
  }

  /// The bytes of the file for a normalized run.
  static func encode(_ run: Run) -> [UInt8] {
    var run = run
    if let moment = Timestamp(run.timestamp), moment.hasZone {
      run.unknownMembers[givenTimestamp] = .string(run.timestamp)
      run.timestamp = moment.text
    }
    return JSONWriter.indented(JSONWriter.bytes(of: run)) + [UInt8(ascii: "\n")]
  }

  /// Reads the run of a file.
  ///
  /// - Throws: ``StoreError/damaged(file:reason:)``.
  static func read(
    _ path: String, file: String, files: any Files, parser: inout JSONParser
  ) throws(StoreError) -> Run {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try files.read(path) } catch {
      throw .damaged(file: file, reason: error.description)
    }
    return try decode(bytes, file: file, parser: &parser)
  }

  /// The run in a file, whoever wrote it.
  ///
  /// - Throws: ``StoreError/damaged(file:reason:)``.
  static func decode(_ bytes: [UInt8], file: String, parser: inout JSONParser) throws(StoreError) -> Run {
    var run: Run
    do throws(JSONError) {
      run = try parser.decode(Run.self, from: bytes)
      if run.id.isEmpty { run.id = StoreLayout.name(for: file) }
      _ = try run.moment()
    } catch {
      throw .damaged(file: file, reason: error.path.isEmpty ? error.message : "\(error.path): \(error.message)")
    }
    run.metricDefs = run.metricDefs.named()
    if let given = run.unknownMembers[givenTimestamp]?.string, let moment = Timestamp(given),
      moment.microseconds == Timestamp(run.timestamp)?.microseconds
    {
      run.timestamp = given
      run.unknownMembers[givenTimestamp] = nil
    }
    return run
  }
}
