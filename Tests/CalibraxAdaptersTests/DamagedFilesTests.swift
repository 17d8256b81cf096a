import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import CalibraxAdapters

/// Files that were cut off or damaged: an error, or a part of the results with reasons, and no wrong number.
@Suite struct DamagedFilesTests {
  /// Every file of every format.
  static let names: [String] = {
    let root = Fixtures.path("adapters")
    let all = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return all.filter { !$0.hasSuffix("expected.ndjson") && FileManager.default.isFile(root + "/" + $0) }.sorted()
  }()

  @Test func everyFormatHasAFile() throws {
    let read = Set(
      try Self.names.compactMap { name in
        var file = SourceFile(name: name, bytes: try Self.bytes(name))
        let head = try file.head()
        return allAdapters.first { $0.recognizes(head) }?.name
      })
    #expect(read == Set(allAdapters.map { $0.name }))
  }

  @Test(arguments: names) func aFileThatIsCutOffGivesNoWrongNumber(_ name: String) throws {
    let bytes = try Self.bytes(name)
    guard let whole = Self.values(name, bytes, as: nil) else { return }
    let adapter = whole.adapter
    let step = max(1, bytes.count / 400)
    for end in stride(from: 0, to: bytes.count, by: step) {
      guard let part = Self.values(name, Array(bytes[..<end]), as: adapter) else { continue }
      let wrong = part.values.filter { !Self.isPart($0.value, of: whole.values[$0.key]) }
      #expect(wrong.isEmpty, "cut off at byte \(end)")
      // What is missing is told of; nothing shows that whole lines are.
      let newline = UInt8(ascii: "\n")
      if end == 0 || bytes[end - 1] == newline || bytes[end] == newline { continue }
      if part.values.count < whole.values.count {
        #expect(!part.skipped.isEmpty || part.values.isEmpty, "cut off at byte \(end)")
      }
    }
  }

  @Test(arguments: names) func aDamagedFileIsAnErrorOrFiniteNumbers(_ name: String) throws {
    let bytes = try Self.bytes(name)
    guard let whole = Self.values(name, bytes, as: nil) else { return }
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) where !damaged.isEmpty {
        let place = Int.random(in: 0..<damaged.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: damaged[place] = UInt8.random(in: 0...255, using: &random)
        case 1: damaged.remove(at: place)
        case 2: damaged.insert("0-,.\"{}[]\n:#eE\\N".utf8.randomElement(using: &random) ?? 0, at: place)
        default: damaged.replaceSubrange(place..<min(damaged.count, place + 40), with: damaged.prefix(20))
        }
      }
      guard let part = Self.values(name, damaged, as: whole.adapter) else { continue }
      let numbers = part.values.map(\.value).flatMap { metric in
        ([metric.value] + (metric.samples ?? [])).compactMap { $0 }
      }
      #expect(numbers.allSatisfy { $0.isFinite })
    }
  }

  /// Whether a metric is the same, or has the first of the same samples.
  private static func isPart(_ part: Metric, of whole: Metric?) -> Bool {
    guard let whole else { return false }
    if part == whole { return true }
    guard let samples = part.samples, let all = whole.samples, all.starts(with: samples) else { return false }
    let median = samples.compactMap { $0 }.median
    return abs((part.value ?? .nan) - median) <= abs(median) * 1e-12
  }

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("adapters/" + name))))
  }

  private static func values(
    _ name: String, _ bytes: [UInt8], as adapter: (any Adapter.Type)?
  ) -> (values: [String: Metric], skipped: [InputRemark], adapter: any Adapter.Type)? {
    var file = SourceFile(name: name, bytes: bytes)
    guard let head = try? file.head(), let found = adapter ?? allAdapters.first(where: { $0.recognizes(head) })
    else { return nil }
    final class Values { var all: [String: Metric] = [:] }
    let values = Values()
    var conversion = Conversion { run, _ in
      for point in run.points {
        let tags = point.tags.members.map { "\($0.key)=\($0.value)" }.sorted()
        for metric in point.metrics {
          values.all["\(run.commit ?? "") \(run.timestamp) \(point.name) \(tags) \(metric.key)"] = metric.value
        }
      }
      return true
    }
    guard (try? conversion.read([file], by: found)) != nil else { return nil }
    return (values.all, conversion.skipped, found)
  }
}

extension FileManager {
  fileprivate func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
  }
}
