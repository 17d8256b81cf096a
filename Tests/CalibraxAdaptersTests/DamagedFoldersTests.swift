import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

@testable import CalibraxAdapters

/// Folders in which one file was cut off or damaged, and the others are whole.
@Suite struct DamagedFoldersTests {
  static let folders = ["criterion/", "asv/", "asv-samples/"]

  @Test(arguments: folders) func aFileThatIsCutOffGivesNoWrongNumber(_ folder: String) throws {
    let files = try Converted.fixtureFiles(folder)
    let whole = try Converted.fixture(folder).values
    for place in files.indices {
      let bytes = Array(files[place].text.utf8)
      for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 200)) {
        var damaged = files
        damaged[place].text = String(decoding: bytes[..<end], as: UTF8.self)
        guard let part = try? Converted(damaged) else { continue }
        let isTold = part.skipped.contains { $0.file == files[place].name }
        for value in part.values {
          // Without its unit or samples it is the same value still; the names of its parameters may be missing.
          let known = whole[value.key].map { $0.value == value.value.value }
          let isRight = known ?? (isTold && whole.values.contains { $0.value == value.value.value })
          #expect(isRight, "\(value.key) where \(files[place].name) is cut off at byte \(end)")
        }
      }
    }
  }

  @Test(arguments: folders) func aDamagedFileIsAnErrorOrFiniteNumbers(_ folder: String) throws {
    let files = try Converted.fixtureFiles(folder)
    var random = SeededGenerator(seed: 11)
    for round in 0..<400 {
      var damaged = files
      let place = round % files.count
      var bytes = Array(files[place].text.utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let byte = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[byte] = "0-,.\"{}[]\n:#eE\\N9".utf8.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: byte)
        default: bytes.insert("0-,.\"{}[]\n:#eE\\N9".utf8.randomElement(using: &random) ?? 0, at: byte)
        }
      }
      damaged[place].text = String(decoding: bytes, as: UTF8.self)
      guard let values = try? Converted(damaged).values else { continue }
      let numbers = values.values.flatMap { ([$0.value, $0.lower, $0.upper] + ($0.samples ?? [])).compactMap { $0 } }
      #expect(numbers.allSatisfy { $0.isFinite })
    }
  }

  @Test(arguments: [("asv/", "benchmarks.json"), ("package-benchmark/", "p90.json")])
  func whereBadFilesAreLeftOutTheOthersCount(_ folder: String, _ name: String) throws {
    var files = try Converted.fixtureFiles(folder)
    let others = try Converted(files.filter { !$0.name.hasSuffix(name) }).runs.flatMap(\.points).count
    let place = try #require(files.firstIndex { $0.name.hasSuffix(name) })
    files[place].text = String(files[place].text.dropLast(files[place].text.count / 2))
    let converted = try Converted(files, refusesBadFiles: false)
    #expect(others > 0)
    #expect(converted.runs.flatMap(\.points).count == others)
    #expect(converted.skipped.contains { $0.file == files[place].name && $0.reason.hasPrefix("not JSON") })
    #expect(throws: AdapterError.self) { try Converted(files) }
  }
}

extension Converted {
  /// The metrics by what they are of.
  fileprivate var values: [String: Metric] {
    var values: [String: Metric] = [:]
    for run in runs {
      for point in run.points {
        for metric in point.metrics {
          let tags = point.tags.members.map { "\($0.key)=\($0.value)" }.sorted()
          values["\(run.commit ?? "") \(point.name) \(tags) \(metric.key)"] = metric.value
        }
      }
    }
    return values
  }
}
