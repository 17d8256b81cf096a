import CalibraxJSON
import CalibraxTestSupport
import CalibraxYAML
import Foundation
import Testing

/// Configurations as they are found, beside what PyYAML reads of them.
@Suite("Configurations")
struct FixtureTests {
  private func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try #require(FileManager.default.contents(atPath: Fixtures.path("yaml/" + name))))
  }

  private static let names = ["by-hand", "llview-metadata", "veeksha-benchmark", "veeksha-capacity-search"]

  @Test("Are read as PyYAML reads them", arguments: names)
  func fixture(name: String) throws {
    let node = try YAML.document(bytes(name + ".yml"))
    #expect(try node.json == JSON(parsing: bytes(name + ".json")))
  }

  @Test("Are read or refused with a place however they are spoilt", arguments: names)
  func spoilt(name: String) throws {
    let text = try bytes(name + ".yml")
    var generator = SeededGenerator(seed: 7)
    let signs =
      Array(" \t\n:-?,[]{}#&*!|>'\"%@`<=~.\\/0ay\u{0}\r".utf8) + [0xC2, 0x85, 0xE2, 0x80, 0xA8, 0xFF, 0xEF, 0xBB, 0xBF]
    for _ in 0..<2000 {
      var spoilt = text
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<spoilt.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: spoilt.remove(at: place)
        case 1: spoilt.insert(signs[Int.random(in: 0..<signs.count, using: &generator)], at: place)
        default: spoilt.removeSubrange(place..<min(spoilt.count, place + Int.random(in: 1...40, using: &generator)))
        }
      }
      expectPlace(spoilt)
    }
  }

  @Test("Any bytes are read or refused with a place")
  func anyBytes() {
    var generator = SeededGenerator(seed: 8)
    let signs = Array(" \t\n:-?,[]{}#&*!|>'\"%@`<=~.\\/01ayn".utf8)
    for round in 0..<20_000 {
      expectPlace(
        (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
          round % 4 == 0
            ? UInt8.random(in: 0...255, using: &generator) : signs[Int.random(in: 0..<signs.count, using: &generator)]
        })
    }
  }

  private func expectPlace(_ bytes: [UInt8]) {
    do throws(YAMLError) {
      _ = try YAML.documents(bytes)
    } catch {
      let lines = bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D || $0 == 0x85 || $0 == 0xA8 }
      #expect(
        (1...lines.count).contains(error.mark.line) && error.mark.column >= 1 && error.mark.column <= bytes.count + 1)
      #expect(error.message.contains("; "), "\(error)")
    }
  }
}
