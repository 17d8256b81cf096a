import CalibraxModel

/// What a column of a table of baselines says.
enum BaselineText {
  /// The columns of what was said of baselines, in tables of which one of them started from another.
  static func said(hasForks: Bool) -> [String] { (hasForks ? ["From"] : []) + ["By", "Reason"] }

  /// What was said of a baseline; `-` for what was not.
  static func said(
    by: String?, reason: String?, forkOf: String?, forkPoint: String?, hasForks: Bool
  ) -> [String] {
    let from = [forkOf, forkPoint.map(shortCommit)].compactMap(\.self).joined(separator: " at ")
    return (hasForks ? [from.isEmpty ? "-" : from] : []) + [by ?? "-", reason.map(line) ?? "-"]
  }

  /// A time to the second.
  static func time(_ timestamp: String) -> String { String(timestamp.prefix { $0 != "." }) }

  /// A text that people wrote, on one line.
  static func line(_ text: String) -> String { printable(text, limit: .max) }

  /// How long ago a time was: `45 s`, `12 min`, `3 h`, `17 d`.
  static func age(_ timestamp: String, now: Double) -> String {
    guard let moment = Timestamp(timestamp) else { return "-" }
    let seconds = Int(max(0, now - Double(moment.microseconds) / 1e6))
    return switch seconds {
    case ..<60: "\(seconds) s"
    case ..<3_600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3_600) h"
    default: "\(seconds / 86_400) d"
    }
  }
}
