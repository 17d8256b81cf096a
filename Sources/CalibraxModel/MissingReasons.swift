import CalibraxJSON

extension CheckReport {
  /// Says of each metric that is missing why it is, where the harness that made the run said so.
  ///
  /// - Parameter current: The run that was checked, whole.
  public mutating func explainMissing(by current: Run) {
    let failures = current.failures + current.recordedFailures
    for index in verdicts.indices where verdicts[index].verdict == .missing && verdicts[index].evidence.reason == nil {
      let verdict = verdicts[index]
      let ofPoint = failures.filter { PointKey(name: $0.pointName, tags: $0.tags) == verdict.key }
      // A benchmark that failed has no other metrics either.
      let failure = ofPoint.first { $0.metric == verdict.metric } ?? ofPoint.first
      verdicts[index].evidence.reason = failure.map { "failed: \($0.error)" }
    }
  }
}

extension Run {
  /// The measurements that failed, where the harness said why.
  var recordedFailures: [FailedMeasurement] { measurementsWithoutValue.filter { !$0.error.isEmpty } }

  /// The metrics without a value that normalizing the run took out, as it left them in `metadata.missing`; the error is
  /// empty where nobody said why.
  public var measurementsWithoutValue: [FailedMeasurement] {
    (metadata["missing"]?.elements ?? []).compactMap { entry in
      guard entry["member"] == "value" else { return nil }
      var failure = FailedMeasurement()
      failure.pointName = entry["point_name"]?.string ?? ""
      failure.tags = entry["tags"]?.members?.mapValues { $0.string ?? "" } ?? [:]
      failure.metric = entry["metric"]?.string ?? ""
      failure.error = entry["error"]?.string ?? ""
      return failure
    }
  }
}
