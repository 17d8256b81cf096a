import CalibraxModel

/// Where a file of Veeksha is: the folder that it belongs to, and what that is called.
struct VeekshaPath {
  /// The path of the benchmark, sweep or search that the file is of; empty where only a file's name is known.
  let folder: String
  /// Whether it is in a folder that is called as Veeksha calls those of benchmarks, sweeps and searches.
  let isInside: Bool

  /// - Parameter path: That of a file.
  init(_ path: String) {
    var words = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    // The logs of a run may lie deep in its folder.
    if let place = words.lastIndex(where: { Self.isRun($0) }) {
      words = Array(words[...place])
      isInside = true
    } else {
      if let last = words.last, ["metrics", "traces"].contains(last) { words.removeLast() }
      isInside = words.contains { $0.contains(":") && Self.time(in: $0) != nil }
    }
    folder = words.joined(separator: "/")
  }

  /// The last word of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last { $0 != "." }.map(String.init) ?? ""
  }

  /// The path without its last word.
  static func parent(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// When the name of a folder says that it was begun: `21_11_2026-00_16_28-e10f1d57`, `sweep_21:11:2026-00:17:24`. The
  /// time is that of the clock on the wall there, and taken as it stands.
  static func time(in name: String) -> Timestamp? {
    let text = name.hasPrefix("sweep_") ? name.dropFirst(6) : name[...]
    guard let match = text.prefixMatch(of: /(\d\d)[_:](\d\d)[_:](\d{4})-(\d\d)[_:](\d\d)[_:](\d\d)(?:-|$)/) else {
      return nil
    }
    return Timestamp("\(match.3)-\(match.2)-\(match.1)T\(match.4):\(match.5):\(match.6)")
  }

  private static func isRun(_ name: String) -> Bool {
    name.wholeMatch(of: /\d\d_\d\d_\d{4}-\d\d_\d\d_\d\d-[0-9a-f]{8}(?:-\d+)?/) != nil
  }
}
