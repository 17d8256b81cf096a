import Foundation

/// A directory of its own for a test, gone when the test is.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() {
    path = NSTemporaryDirectory() + "calibrax-" + UUID().uuidString.prefix(13)
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  public func path(_ name: String) -> String { path + "/" + name }

  public func write(_ text: String, to name: String) {
    let target = path(name)
    try? FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: target, contents: Data(text.utf8))
  }

  public func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  public func list(_ name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  public func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: path(name))
  }

  /// A copy of the store that the Python calibrax wrote.
  public static func pythonStore() -> TemporaryDirectory {
    let directory = TemporaryDirectory()
    directory.remove("")
    try? FileManager.default.copyItem(atPath: Fixtures.path("calibrax-store"), toPath: directory.path)
    return directory
  }
}

/// Files that tests read.
public enum Fixtures {
  private static let tests = (#filePath as NSString).deletingLastPathComponent + "/.."

  public static func path(_ name: String) -> String { tests + "/Fixtures/" + name }

  public static func repository(_ name: String) -> String { tests + "/../" + name }

  public static func lines(_ name: String) -> [String] {
    let text = FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").map { String($0) }
  }
}
