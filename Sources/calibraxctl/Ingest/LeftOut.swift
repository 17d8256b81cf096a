import CalibraxModel

/// Says what of files no run has, and why.
struct LeftOut {
  /// How many are told of one by one.
  private static let listed = 20

  var failures: [FailedMeasurement] = []
  var skipped: [SkippedInput] = []

  /// A line for each, and one for those that are too many.
  var lines: [String] {
    let failed = failures.map { failure in
      let name = [failure.pointName, tagText(failure.tags), failure.metric].filter { !$0.isEmpty }
      return "failed: \(name.joined(separator: " ")): \(failure.error)"
    }
    let left = skipped.map { entry in
      "left out: \(entry.file)\(entry.place.isEmpty ? "" : ", " + entry.place): \(entry.reason)"
    }
    return Self.some(failed) + Self.some(left)
  }

  private static func some(_ lines: [String]) -> [String] {
    let more = lines.count > listed ? ["… and \(lines.count - listed) more"] : []
    return lines.prefix(listed).map { printable($0, limit: 500) } + more
  }
}
