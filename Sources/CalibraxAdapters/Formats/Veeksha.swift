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
      let folder = VeekshaPath(files[index].path).folder
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
        benchmark.isHere = folder.value.contains { files[$0.index].location != nil }
        for (part, index) in folder.value { try benchmark.take(part, &files[index]) }
        if benchmark.isOfNone {
          conversion.begin(files[folder.value[0].index].name)
          conversion.skip("", "no results of a benchmark are beside it")
          return
        }
        benchmark.group = membership(of: folder.key, &groups)
        benchmark.group?.group.take(configuration: benchmark.configuration)
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
    for group in groups { group.addRuns(besides: found, &conversion) }
  }

  /// Takes a file that tells of a group.
  private static func collect(
    _ file: inout SourceFile, _ kind: VeekshaGroup.Kind, _ folder: String, _ groups: inout [VeekshaGroup]
  ) throws(AdapterError) {
    let results = try VeekshaBenchmark.object(&file)
    if let group = groups.first(where: { $0.kind == kind && $0.folder == folder }) {
      group.take(results)
    } else {
      groups.append(VeekshaGroup(kind, folder: folder, isHere: file.location != nil, results: results))
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
      group.configure(try VeekshaConfiguration(reading: &files[parts[0].index]))
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
}

extension VeekshaBenchmark {
  /// Whether nothing shows that a benchmark was run: it has no results, and its folder, where it writes its configuration
  /// first, is none of Veeksha's.
  fileprivate var isOfNone: Bool {
    let isBegun = configuration.json != .null && VeekshaPath.time(in: VeekshaPath.name(of: folder)) != nil
    return summary == nil && (requests?.count ?? 0) == 0 && !isBegun
  }
}
