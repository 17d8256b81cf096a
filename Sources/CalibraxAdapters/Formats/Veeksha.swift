import CalibraxJSON
import CalibraxModel

/// What Veeksha, which measures servers of language models, writes: folders of benchmarks, sweeps and capacity searches.
/// A benchmark is a run.
enum Veeksha: Adapter {
  static let name = "veeksha"
  static let summary = "folders of Veeksha: benchmarks, sweeps, capacity searches"

  static func recognizes(_ head: FileHead) -> Bool { VeekshaPart(head) != nil }

  static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError) {
    var folders = OrderedMap<[(part: VeekshaPart, index: Int)]>()
    var groups: [VeekshaGroup] = []
    for index in files.indices {
      conversion.begin(files[index].name)
      guard let part = VeekshaPart(try files[index].head()) else {
        conversion.skip("", "it is no file that \(name) is known to write")
        continue
      }
      let folder = VeekshaPath(files[index].name).folder
      try conversion.tolerate { (conversion) throws(AdapterError) in
        switch part {
        case .unneeded: break
        case .sweepManifest, .sweepSummary: try collect(&files[index], .sweep, folder, &groups)
        case .search: try collect(&files[index], .search, folder, &groups)
        default: folders[folder] = (folders[folder] ?? []) + [(part, index)]
        }
      }
    }
    for group in groups { try configure(group, &folders, &files, &conversion) }
    var found = Set<String>()
    for folder in folders {
      try conversion.tolerate { (conversion) throws(AdapterError) in
        var benchmark = VeekshaBenchmark(folder: folder.key)
        for (part, index) in folder.value { try benchmark.take(part, &files[index]) }
        if benchmark.isOfNone {
          conversion.begin(files[folder.value[0].index].name)
          conversion.skip("", "no results of a benchmark are beside it")
          return
        }
        benchmark.group = membership(of: folder.key, &groups)
        if let group = benchmark.group?.group, group.configuration == nil {
          group.configuration = benchmark.configuration
        }
        conversion.begin(folder.key)
        let draft = try benchmark.draft(&conversion)
        if let group = benchmark.group?.group, !group.tells(apart: draft.run) {
          conversion.begin(folder.key)
          conversion.note(
            "",
            "its tags are those of another run of the \(group.kind): ingest it by itself with --tag to tell them apart")
        }
        conversion.add(draft)
        conversion.endFile()
      }
      found.insert(VeekshaPath.name(of: folder.key))
    }
    for group in groups { addOthers(of: group, found, &conversion) }
  }

  /// Takes a file that tells of a group.
  private static func collect(
    _ file: inout SourceFile, _ kind: VeekshaGroup.Kind, _ folder: String, _ groups: inout [VeekshaGroup]
  ) throws(AdapterError) {
    let results = try VeekshaBenchmark.object(&file)
    if let group = groups.first(where: { $0.kind == kind && $0.folder == folder }) {
      group.take(results)
    } else {
      groups.append(VeekshaGroup(kind, folder: folder, results: results))
    }
  }

  /// Reads the configuration beside the results of a search.
  private static func configure(
    _ group: VeekshaGroup, _ folders: inout OrderedMap<[(part: VeekshaPart, index: Int)]>,
    _ files: inout [SourceFile], _ conversion: inout Conversion
  ) throws(AdapterError) {
    guard let parts = folders[group.folder], parts.count == 1, case .configuration = parts[0].part else { return }
    folders[group.folder] = nil
    try conversion.tolerate { (_) throws(AdapterError) in
      group.configuration = try VeekshaConfiguration(reading: &files[parts[0].index])
    }
  }

  /// The group that a benchmark is of, by where its folder is, or because the group says so.
  private static func membership(of folder: String, _ groups: inout [VeekshaGroup]) -> VeekshaGroup.Membership? {
    let run = VeekshaPath.name(of: folder)
    let parent = VeekshaPath.parent(of: folder)
    let isAttempt = VeekshaPath.name(of: parent) == "runs"
    let place = isAttempt ? VeekshaPath.parent(of: parent) : parent
    if let group = groups.first(where: { $0.folder == place && ($0.kind == .search) == isAttempt }) {
      return VeekshaGroup.Membership(group, run: run)
    }
    if let group = groups.first(where: { $0.entries.contains { !run.isEmpty && VeekshaGroup.run(of: $0) == run } }) {
      return VeekshaGroup.Membership(group, run: run)
    }
    // One that was stopped has not told of itself.
    let name = VeekshaPath.name(of: place)
    guard VeekshaPath.time(in: name) != nil, isAttempt || name.hasPrefix("sweep_") else { return nil }
    groups.append(VeekshaGroup(isAttempt ? .search : .sweep, folder: place))
    return VeekshaGroup.Membership(groups[groups.count - 1], run: run)
  }

  /// Adds what a group says of members whose files are not given, and what a search has found.
  private static func addOthers(of group: VeekshaGroup, _ found: Set<String>, _ conversion: inout Conversion) {
    guard let file = group.results?.file else { return }
    for (place, entry) in group.entries.enumerated() where !found.contains(VeekshaGroup.run(of: entry)) {
      let membership = VeekshaGroup.Membership(group, at: place)
      conversion.begin(file)
      switch group.kind {
      case .sweep: addSummary(of: membership, at: "runs[\(place)]", &conversion)
      case .search: addAttempt(membership, at: "history[\(place)]", &conversion)
      }
    }
    if group.kind == .search { addResult(of: group, &conversion) }
  }

  private static func addSummary(
    of membership: VeekshaGroup.Membership, at place: String, _ conversion: inout Conversion
  ) {
    guard let entry = membership.entry, let file = membership.group.results?.file, entry["summary_stats"] != nil else {
      conversion.skip(place, "neither its files nor its summary are given")
      return
    }
    var benchmark = VeekshaBenchmark(folder: VeekshaGroup.run(of: entry))
    func part(_ member: String) -> VeekshaBenchmark.Part? {
      entry[member].flatMap { $0.members?.isEmpty == false ? .init(file: file, json: $0) : nil }
    }
    benchmark.configuration = VeekshaConfiguration(traffic: entry["traffic"], of: membership.group.configuration)
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

  private static func addAttempt(
    _ membership: VeekshaGroup.Membership, at place: String, _ conversion: inout Conversion
  ) {
    let configuration = membership.group.configuration ?? VeekshaConfiguration()
    guard let entry = membership.entry, let slos = entry["slo_results"]?.members.map({ JSON.object($0) }) ?? entry.slos
    else {
      conversion.skip(place, "neither its files nor its results are given")
      return
    }
    var point = VeekshaPoint(configuration: configuration, group: membership)
    point.identify(VeekshaGroup.run(of: entry), &conversion)
    conversion.begin(membership.group.results?.file ?? "")
    conversion.note(place, "its files are not given: only its objectives are known")
    point.draft.metadata["slo_results"] = configuration.redaction.applied(to: slos.spelledOut)
    point.add(slos: slos, &conversion)
    conversion.add(point.draft)
    conversion.endFile()
  }

  /// A run of the search itself, whose capacity can be followed.
  private static func addResult(of group: VeekshaGroup, _ conversion: inout Conversion) {
    guard let results = group.results else { return }
    let configuration = group.configuration ?? VeekshaConfiguration()
    var tags = OrderedMap<String>()
    tags["traffic"] = configuration.tags["traffic"] ?? results.json["traffic_scheduler_type"]?.string
    tags["searched_knob"] = group.knob
    var point = VeekshaPoint(name: configuration.model, scenario: group.member, tags: tags)
    conversion.begin(results.file)
    let redaction = configuration.redaction
    point.draft.metadata["tool"] = .string(name)
    point.identify(group.folder.isEmpty ? group.name : group.folder, &conversion)
    conversion.begin(results.file)
    point.draft.metadata["group"] = .string(configuration.group ?? group.label)
    point.draft.metadata["tags"] = .array((configuration.labels + ["capsearch", "summary"]).map { .string($0) })
    point.draft.metadata[group.member] = redaction.applied(to: .object(group.search))
    if configuration.json != .null { point.draft.metadata["config"] = configuration.json }
    let capacity = VeekshaMetrics.Meaning("capacity", "", .higher)
    if let best = results.json["best_value"], case .number = best {
      point.add(best, as: capacity, at: "best_value", &conversion)
    } else {
      point.fail("no value that was tried met all objectives", of: capacity.name, &conversion)
    }
    if let count = results.json["iterations_run"] {
      point.add(count, as: .init("iterations", "count", .info), at: "iterations_run", &conversion)
    }
    conversion.add(point.draft)
    conversion.endFile()
  }
}

extension VeekshaBenchmark {
  /// Whether nothing shows that a benchmark was run: it has no results, and its folder, where it writes its configuration
  /// first, is none of Veeksha's.
  fileprivate var isOfNone: Bool {
    let isBegun = configuration.json != .null && VeekshaPath.time(in: VeekshaPath.name(of: folder)) != nil
    return summary == nil && (requests?.count ?? 0) == 0 && !isBegun
  }
}

extension JSON {
  /// An attempt that says in short whether its objectives were met.
  fileprivate var slos: JSON? { self["all_slos_met"].map { ["all_slos_met": $0] } }
}
