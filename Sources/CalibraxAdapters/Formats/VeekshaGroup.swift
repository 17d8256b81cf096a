import CalibraxJSON
import CalibraxModel

/// Benchmarks that were made together: a sweep, or the attempts of a capacity search.
final class VeekshaGroup {
  enum Kind {
    case sweep, search
  }

  let kind: Kind
  /// Where its folder is.
  let folder: String
  /// Whether that is a folder of this machine.
  let isHere: Bool
  /// What its folder is called.
  let name: String
  /// Of a sweep its summary, else its manifest; of a search its results.
  private(set) var results: VeekshaBenchmark.Part?
  /// What the members have in common; of a search what it says itself.
  private(set) var configuration: VeekshaConfiguration?
  private var isConfigured = false
  /// The points of the members so far.
  private var points = Set<PointKey>()

  init(_ kind: Kind, folder: String, isHere: Bool = false, results: VeekshaBenchmark.Part? = nil) {
    self.kind = kind
    self.folder = folder
    self.isHere = isHere
    let own = VeekshaPath.name(of: folder)
    name = own.isEmpty ? Self.writtenName(results?.json) : own
    self.results = results
  }

  /// Takes what tells more of the same group.
  func take(_ other: VeekshaBenchmark.Part) {
    if results?.json["base_output_dir"] == nil { results = other }
  }

  /// Takes the configuration of its own, which counts for what the members have in common.
  func configure(_ own: VeekshaConfiguration) {
    (configuration, isConfigured) = (own, true)
  }

  /// Takes the configuration of a member.
  func take(configuration member: VeekshaConfiguration) {
    if isConfigured || member.json == .null { return }
    configuration = configuration?.common(with: member) ?? member
  }

  /// Where only the files are known the paths in them say it.
  private static func writtenName(_ results: JSON?) -> String {
    if let sweep = results?["base_output_dir"]?.string ?? results?["sweep_dir"]?.string {
      return VeekshaPath.name(of: sweep)
    }
    let run = (results?["best_run_dir"]?.string ?? results?["history"]?[0]?["run_dir"]?.string) ?? ""
    return VeekshaPath.name(of: VeekshaPath.parent(of: VeekshaPath.parent(of: run)))
  }

  /// Takes the points of a member.
  ///
  /// - Returns: Whether no other member has them: what a sweep turns may be in no tag.
  func tells(apart run: Run) -> Bool {
    let keys = run.points.map(\.key)
    defer { points.formUnion(keys) }
    return points.isDisjoint(with: keys)
  }

  /// As Veeksha calls the group in W&B.
  var label: String { "\(tag)-\(name)" }

  /// The member of a run's metadata that tells of it.
  var member: String { kind == .sweep ? "sweep" : "capacity_search" }

  /// The tag that Veeksha gives its runs in W&B.
  var tag: String { kind == .sweep ? "sweep" : "capsearch" }

  /// What it says of its members, in the order that they were made in.
  var entries: [JSON] { results?.json[kind == .sweep ? "runs" : "history"]?.elements ?? [] }

  /// The name of the folder that an entry is of.
  static func run(of entry: JSON) -> String { VeekshaPath.name(of: entry["run_dir"]?.string ?? "") }

  /// What a search turns: the last word of `traffic_scheduler.target_concurrent_sessions`.
  var knob: String? {
    results?.json["searched_knob"]?.string?.split(separator: ".").last.map(String.init)
  }

  /// The place of the attempt that is the best; `nil` when there is none.
  var best: Int? {
    guard kind == .search else { return nil }
    if let run = results?.json["best_run_dir"]?.string {
      return entries.firstIndex { Self.run(of: $0) == VeekshaPath.name(of: run) }
    }
    guard let value = results?.json["best_value"]?.double else { return nil }
    return entries.firstIndex { $0["value"]?.double == value && $0["all_slos_met"] == true }
  }

  /// How requests come in all of its members.
  var traffic: String? {
    let types = Set(entries.map { $0["traffic"]?["traffic_type"]?.string })
    return configuration?.tags["traffic"] ?? results?.json["traffic_scheduler_type"]?.string
      ?? (types.count == 1 ? types.first ?? nil : nil)
  }

  /// What there is to be known of it.
  var metadata: OrderedMap<JSON> {
    var members: OrderedMap<JSON> = ["directory": .string(name)]
    switch kind {
    case .sweep:
      members["num_runs"] = .number(JSONNumber(entries.count))
      members["runs"] = JSON.array(entries).spelledOut
    case .search: members.overlay(search)
    }
    return members
  }

  /// What a search looked for, and found.
  fileprivate var search: OrderedMap<JSON> {
    var members = results?.json.spelledOut.members ?? [:]
    members["best_run"] = best.map { .string(Self.run(of: entries[$0])) }
    return members
  }
}

extension VeekshaGroup {
  /// A member of a group.
  struct Membership {
    let group: VeekshaGroup
    /// Its place among the members, where the group says it.
    let place: Int?

    /// Of a folder.
    init(_ group: VeekshaGroup, run: String) {
      self.init(group, at: group.entries.firstIndex { VeekshaGroup.run(of: $0) == run })
    }

    init(_ group: VeekshaGroup, at place: Int?) {
      self.group = group
      self.place = place
    }

    /// What the group says of it.
    var entry: JSON? { place.map { group.entries[$0] } }

    /// What was searched, and the value here.
    var knob: (name: String, value: String)? {
      guard let name = group.knob, let value = entry?["value"], case .number = value else { return nil }
      return (name, value.plainTag)
    }

    /// The tags that Veeksha gives it in W&B.
    var labels: [String] {
      let isBest = place != nil && place == group.best
      return [group.tag] + (isBest ? ["BEST_CONFIG"] : [])
    }

    /// What there is to be known of the group, and of this in it.
    var metadata: OrderedMap<JSON> {
      var members: OrderedMap<JSON> = ["directory": .string(group.name)]
      switch group.kind {
      case .sweep:
        members["run_index"] = place.map { .number(JSONNumber($0)) }
        members["num_runs"] = group.entries.isEmpty ? nil : .number(JSONNumber(group.entries.count))
      case .search:
        members["attempt"] = place.map { .number(JSONNumber($0 + 1)) }
        members["value"] = entry?["value"]?.spelledOut
        members["is_best"] = place.map { .bool($0 == group.best) }
        for member in group.search where !["history", "best_run_dir"].contains(member.key) {
          members[member.key] = member.value
        }
      }
      return members
    }
  }
}
