import CalibraxJSON
public import CalibraxModel

extension Run {
  /// The run's metrics, a family for each: what tells points apart are labels, `benchmark` is the point's name.
  ///
  /// - Parameter isTimed: Whether the values have the time of the run, where it says one.
  public func metricFamilies(isTimed: Bool = false) -> [MetricFamily] {
    let time = isTimed ? Timestamp(timestamp).map { Double($0.microseconds) / 1e6 } : nil
    var families: [MetricFamily] = []
    var places: [String: Int] = [:]
    eachValue { point, name, value in
      let place = places[name] ?? families.count
      if place == families.count {
        let definition = metricDefs[name]
        families.append(
          MetricFamily(name, unit: definition?.unit ?? "", help: definition?.description ?? ""))
        places[name] = place
      }
      let ofRun = [("branch", branch ?? ""), ("commit", commit ?? "")]
      families[place].add(
        value, [("benchmark", point.name), ("scenario", point.scenario)] + ofRun + point.tagLabels, time: time)
    }
    return families
  }

  /// The metrics of the latest run as one family, so that those who collect them need not know their names.
  var latestFamilies: [MetricFamily] {
    var info = MetricFamily("calibrax_run_info", help: "Always 1; the labels tell of the latest run.")
    info.add(1, [("run_id", id), ("commit", commit ?? ""), ("branch", branch ?? "")])
    var time = MetricFamily(
      "calibrax_run_timestamp_seconds", unit: "seconds", help: "When the latest run ran, Unix time.")
    if let timestamp = Timestamp(timestamp) { time.add(Double(timestamp.microseconds) / 1e6) }
    var metrics = MetricFamily("calibrax_run_metric", help: "A metric of a point of the latest run.")
    eachValue { point, name, value in
      metrics.add(
        value,
        [
          ("point", point.name), ("scenario", point.scenario), ("metric", name),
          ("units", metricDefs[name]?.unit ?? ""),
        ]
          + point.tagLabels)
    }
    return [info, time, metrics]
  }

  private func eachValue(_ body: (Point, _ metric: String, Double) -> Void) {
    for point in points {
      for metric in point.metrics {
        if let value = metric.value.value { body(point, metric.key, value) }
      }
    }
  }
}

extension Point {
  fileprivate var tagLabels: [MetricFamily.Label] { tags.map { ($0.key, $0.value) } }
}
