package import CalibraxJSON
import Foundation

/// A directory of its own for a test, gone when the test is.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() {
    path = NSTemporaryDirectory() + "calibrax-" + UUID().uuidString.prefix(13)
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func path(_ name: String) -> String { path + "/" + name }

  package func write(_ text: String, to name: String) {
    let target = path(name)
    try? FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: target, contents: Data(text.utf8))
  }

  package func write(_ json: JSON, to name: String) {
    write(String(decoding: JSONWriter.bytes(of: json), as: UTF8.self), to: name)
  }

  package func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  package func write(_ bytes: [UInt8], to name: String) {
    _ = FileManager.default.createFile(atPath: path(name), contents: Data(bytes))
  }

  package func bytes(of name: String) -> [UInt8] {
    FileManager.default.contents(atPath: path(name)).map { Array($0) } ?? []
  }

  package func list(_ name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  package func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: path(name))
  }

  /// A copy of the store that the Python calibrax wrote.
  package static func pythonStore() -> TemporaryDirectory {
    let directory = TemporaryDirectory()
    directory.remove("")
    try? FileManager.default.copyItem(atPath: Fixtures.path("calibrax-store"), toPath: directory.path)
    return directory
  }
}

/// Files that tests read.
package enum Fixtures {
  private static let tests = (#filePath as NSString).deletingLastPathComponent + "/.."

  package static func path(_ name: String) -> String { tests + "/Fixtures/" + name }

  package static func repository(_ name: String) -> String { tests + "/../" + name }

  package static func lines(_ name: String) -> [String] {
    let text = FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").map { String($0) }
  }
}
