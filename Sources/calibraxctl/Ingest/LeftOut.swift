import CalibraxModel

/// Says what of files no run has, and why, and what else is to be known of them.
struct LeftOut {
  /// How many are told of one by one.
  private static let listed = 20

  var failures: [FailedMeasurement] = []
  var skipped: [InputRemark] = []
  var notes: [InputRemark] = []

  /// A line for each, and one for those that are too many.
  var lines: [String] {
    let failed = failures.map { failure in
      let name = [failure.pointName, tagText(failure.tags), failure.metric].filter { !$0.isEmpty }
      return "failed: \(name.joined(separator: " ")): \(failure.error)"
    }
    return Self.some(failed) + Self.some(skipped.map { "left out: " + Self.text($0) })
      + Self.some(notes.map { "note: " + Self.text($0) })
  }

  private static func text(_ remark: InputRemark) -> String {
    "\(remark.file)\(remark.place.isEmpty ? "" : ", " + remark.place): \(remark.reason)"
  }

  private static func some(_ lines: [String]) -> [String] {
    let more = lines.count > listed ? ["… and \(lines.count - listed) more"] : []
    return lines.prefix(listed).map { printable($0, limit: 500) } + more
  }
}
