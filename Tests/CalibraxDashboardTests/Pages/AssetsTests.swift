import CalibraxDashboard
import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@Suite struct AssetsTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try #require(Assets.files.first { $0.path == path }).bytes, as: UTF8.self)
  }

  /// The files below the folder of assets that end so.
  private func sources(_ ending: String) -> [String] {
    let folder = Fixtures.repository("Sources/CalibraxDashboard/Pages/Assets")
    let names = FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
    return names.filter { $0.hasSuffix(ending) }.compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }

  @Test func thereIsAScriptAStyleAndAnIcon() throws {
    #expect(Assets.files.map(\.path) == ["assets/calibrax.js", "assets/calibrax.css", "assets/icon.svg"])
    #expect(Assets.files.map(\.type) == ["text/javascript; charset=utf-8", "text/css; charset=utf-8", "image/svg+xml"])
    for file in Assets.files { #expect(file.bytes.count > 200 && String(validating: file.bytes, as: UTF8.self) != nil) }
    #expect(try text("assets/icon.svg").hasPrefix("<svg"))
  }

  @Test func everyScriptIsInTheOneThatWrapsAll() throws {
    let script = try text("assets/calibrax.js")
    #expect(script.hasPrefix("(() => {\n\"use strict\";\n") && script.hasSuffix("})();\n"))
    let parts = sources(".js")
    #expect(parts.count > 30)
    for part in parts { #expect(script.contains(part), "\(part.prefix(80))") }
  }

  @Test func everyStyleIsInTheOne() throws {
    let style = try text("assets/calibrax.css")
    let parts = sources(".css")
    #expect(parts.count == 2)
    for part in parts { #expect(style.contains(part)) }
    #expect(!style.contains("@import") && !style.contains("url(http"))
  }

  @Test func nothingIsLoadedFromElsewhere() throws {
    let addresses = try text("assets/calibrax.js").matches(of: /https?:\/\/[^\s"'`)]+/).map { String($0.0) }
    #expect(addresses.allSatisfy { $0.hasPrefix("http://www.w3.org/") }, "\(addresses)")
  }
}
