public import CalibraxJSON

extension Run {
  /// The run as it is stored: identified, dated, every definition named, and without metrics that have no value.
  ///
  /// A metric, bound or sample that is null, NaN or infinite cannot be read by other programs; it is left out and named
  /// in `metadata.missing`.
  ///
  /// - Parameters:
  ///   - now: The timestamp of a run that has none.
  ///   - mayBeEmpty: Whether a run without points is allowed.
  /// - Throws: ``JSONError`` for a run without points, an unusable id or timestamp.
  public func normalized(now: Timestamp, mayBeEmpty: Bool = false) throws(JSONError) -> Run {
    if points.isEmpty && !mayBeEmpty {
      throw JSONError("a run without points cannot be ingested", hint: "Give at least one point.").under("points")
    }
    if !id.isEmpty && !RunID.isValid(id) {
      throw JSONError("\"\(id)\" is not a run id", hint: RunID.rule).under("id")
    }
    var run = self
    if timestamp.isEmpty { run.timestamp = now.text }
    let moment = try run.moment()
    run.metricDefs = metricDefs.named()
    let missing = run.removeMissing()
    if !missing.isEmpty {
      run.metadata["missing"] = .array((metadata["missing"]?.elements ?? []) + missing)
    }
    if id.isEmpty { run.id = RunID.make(at: moment, content: JSONWriter.bytes(of: run)) }
    return run
  }

  /// When the run ran.
  ///
  /// - Throws: ``JSONError`` at `timestamp` when that is not ISO 8601.
  public func moment() throws(JSONError) -> Timestamp {
    guard let moment = Timestamp(timestamp) else {
      throw JSONError(
        "\"\(timestamp)\" is not a time", hint: "Write ISO 8601, as 2026-03-01T12:00:00 or 2026-03-01T12:00:00+02:00."
      ).under("timestamp")
    }
    return moment
  }

  private mutating func removeMissing() -> [JSON] {
    var missing: [JSON] = []
    for index in points.indices {
      let point = points[index]
      func note(_ metric: String, _ member: String, _ value: JSON) {
        var entry: OrderedMap<JSON> = [
          "point_name": .string(point.name), "tags": JSON(writing: point.tags), "metric": .string(metric),
          "member": .string(member), "value": value,
        ]
        entry["error"] = member == "value" ? point.metrics[metric]?.error.map { .string($0) } : nil
        missing.append(.object(entry))
      }
      for (name, metric) in point.metrics.members.map({ ($0.key, $0.value) }) {
        guard metric.finiteValue != nil else {
          note(name, "value", spelled(metric.value))
          points[index].metrics[name] = nil
          continue
        }
        var kept = metric
        if let lower = metric.lower, !lower.isFinite {
          note(name, "lower", spelled(lower))
          kept.lower = nil
        }
        if let upper = metric.upper, !upper.isFinite {
          note(name, "upper", spelled(upper))
          kept.upper = nil
        }
        if let samples = metric.samples, samples.contains(where: { $0?.isFinite != true }) {
          kept.samples = samples.filter { $0?.isFinite == true }
          for (position, sample) in samples.enumerated() where sample?.isFinite != true {
            note(name, "samples[\(position)]", spelled(sample))
          }
        }
        points[index].metrics[name] = kept
      }
    }
    return missing
  }

  /// JSON has no such numbers, so they are named by a string.
  private func spelled(_ value: Double?) -> JSON {
    value.map { .string(JSONNumber($0).text) } ?? .null
  }
}
