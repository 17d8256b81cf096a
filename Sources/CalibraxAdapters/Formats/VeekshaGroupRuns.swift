import CalibraxJSON
import CalibraxModel

extension VeekshaGroup {
  /// Adds the runs that the group itself tells of: those of members whose files are not given, and its own.
  ///
  /// - Parameter found: The folders of the members whose files are given, by name.
  func addRuns(besides found: Set<String>, _ conversion: inout Conversion) {
    guard let results else { return }
    for (place, entry) in entries.enumerated() where !found.contains(Self.run(of: entry)) {
      let membership = Membership(self, at: place)
      conversion.begin(results.file)
      switch kind {
      case .sweep: addSummary(of: membership, entry, results.file, at: "runs[\(place)]", &conversion)
      case .search: addAttempt(membership, entry, results.file, at: "history[\(place)]", &conversion)
      }
    }
    var point = VeekshaPoint(of: self)
    point.identify(folder.isEmpty ? name : folder, isHere: isHere, &conversion)
    conversion.begin(results.file)
    switch kind {
    case .sweep: measureSweep(&point, &conversion)
    case .search: measureSearch(&point, results.json, &conversion)
    }
    conversion.add(point.draft)
    conversion.endFile()
  }

  private func addSummary(
    of membership: Membership, _ entry: JSON, _ file: String, at place: String, _ conversion: inout Conversion
  ) {
    guard entry["summary_stats"] != nil else {
      conversion.skip(place, "neither its files nor its summary are given")
      return
    }
    var benchmark = VeekshaBenchmark(folder: Self.run(of: entry))
    func part(_ member: String) -> VeekshaBenchmark.Part? {
      entry[member].flatMap { $0.members?.isEmpty == false ? .init(file: file, json: $0) : nil }
    }
    benchmark.configuration = VeekshaConfiguration(traffic: entry["traffic"], of: configuration)
    benchmark.summary = part("summary_stats")
    benchmark.throughput = part("throughput_metrics")
    benchmark.slos = part("slo_results")
    benchmark.group = membership
    do throws(AdapterError) {
      let draft = try benchmark.draft(&conversion)
      conversion.begin(file)
      conversion.note(place, "its files are not given: its statistics are those of the summary")
      conversion.add(draft)
      conversion.endFile()
    } catch {
      conversion.begin(file)
      conversion.skip("\(place).\(error.place)", error.message)
    }
  }

  private func addAttempt(
    _ membership: Membership, _ entry: JSON, _ file: String, at place: String, _ conversion: inout Conversion
  ) {
    let configuration = configuration ?? VeekshaConfiguration()
    guard let slos = entry["slo_results"]?.members.map({ JSON.object($0) }) ?? entry.slos else {
      conversion.skip(place, "neither its files nor its results are given")
      return
    }
    var point = VeekshaPoint(configuration: configuration, group: membership)
    point.identify(Self.run(of: entry), &conversion)
    conversion.begin(file)
    conversion.note(place, "its files are not given: only its objectives are known")
    point.draft.metadata["slo_results"] = configuration.redaction.applied(to: slos.spelledOut)
    point.add(slos: slos, &conversion)
    conversion.add(point.draft)
    conversion.endFile()
  }

  /// What of a sweep can be followed: how many of its runs came to what they were to.
  private func measureSweep(_ point: inout VeekshaPoint, _ conversion: inout Conversion) {
    func add(_ count: Int, _ name: String, _ direction: Direction) {
      let meaning = VeekshaMetrics.Meaning(name, "count", direction)
      point.add(.number(JSONNumber(count)), as: meaning, at: name, &conversion)
    }
    guard !entries.isEmpty else { return conversion.skip("runs", "it tells of no run") }
    add(entries.count, "num_runs", .info)
    let verdicts = entries.compactMap(\.areSLOsMet)
    if !verdicts.isEmpty { add(verdicts.count { $0 }, "runs_that_met_slos", .higher) }
    let summaries = entries.map { $0["summary_stats"] }
    if summaries.contains(where: { $0 != nil }) {
      let failed = summaries.count { !($0?[VeekshaMetrics.completed]?.double ?? 0 > 0) }
      add(failed, "failed_runs", .lower)
    }
  }

  /// What of a search can be followed: the capacity that it found.
  private func measureSearch(_ point: inout VeekshaPoint, _ results: JSON, _ conversion: inout Conversion) {
    let capacity = VeekshaMetrics.Meaning("capacity", "", .higher)
    if let best = results["best_value"], case .number = best {
      point.add(best, as: capacity, at: "best_value", &conversion)
    } else {
      point.fail("no value that was tried met all objectives", of: capacity.name, &conversion)
    }
    if let count = results["iterations_run"] {
      point.add(count, as: .init("iterations", "count", .info), at: "iterations_run", &conversion)
    }
  }
}

extension JSON {
  /// Whether a run met its objectives, where that is said.
  fileprivate var areSLOsMet: Bool? {
    guard case .bool(let areMet)? = self["all_slos_met"] else { return nil }
    return areMet
  }

  /// An attempt that says in short whether its objectives were met.
  fileprivate var slos: JSON? { self["all_slos_met"].map { ["all_slos_met": $0] } }
}
