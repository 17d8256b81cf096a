import CalibraxJSON
import CalibraxYAML

extension ConfigurationReader {
  /// Where rows come from.
  mutating func source(_ node: YAMLNode?) -> RowSource? {
    guard let node, let members = members(node, at: "sources"), !members.isEmpty else {
      error(
        "No 'sources' defined. Name the folders or files that results are in, or under 'store' the points of stored runs.",
        at: node)
      return nil
    }
    checkKeys(members, among: ["folders", "files", "include", "exclude", "csv_delimiter", "store"], at: "sources")
    if let store = node["store"] {
      for other in members where other.key.scalar != "store" {
        warn("sources.\(other.key.scalar ?? ""): ignored, since 'store' is given", at: other.key)
      }
      return storedPoints(store).map { .store($0) }
    }
    var rules = FileRules()
    rules.folders = texts(node["folders"], at: "sources.folders")?.map(\.text) ?? []
    rules.files = texts(node["files"], at: "sources.files")?.map(\.text) ?? []
    guard !rules.folders.isEmpty || !rules.files.isEmpty else {
      error("No 'sources' defined. Name under 'folders' or 'files' where the results are.", at: node)
      return nil
    }
    rules.include = patterns(node["include"], at: "sources.include") ?? []
    rules.exclude = patterns(node["exclude"], at: "sources.exclude") ?? []
    if let separator = text(node["csv_delimiter"], at: "sources.csv_delimiter") {
      let bytes = Array((separator == "\\t" ? "\t" : separator).utf8)
      if bytes.count == 1 {
        rules.separator = bytes[0]
      } else {
        error("sources.csv_delimiter: \"\(separator)\" is not one character", at: node["csv_delimiter"])
      }
    }
    return .files(rules)
  }

  private mutating func storedPoints(_ node: YAMLNode) -> StoredPoints? {
    guard let members = members(node, at: "sources.store") else { return nil }
    checkKeys(members, among: ["point", "scenario", "tags", "branch"], at: "sources.store")
    var points = StoredPoints()
    points.point = text(node["point"], at: "sources.store.point")
    points.scenario = text(node["scenario"], at: "sources.store.scenario")
    points.branch = text(node["branch"], at: "sources.store.branch")
    if let tags = node["tags"], let entries = self.members(tags, at: "sources.store.tags") {
      for entry in entries {
        let name = entry.key.scalar ?? ""
        points.tags[name] = text(entry.value, at: "sources.store.tags.\(name)")
      }
    }
    return points
  }

  /// The metrics that tell the rows of the table apart.
  mutating func table(_ node: YAMLNode?) -> [String]? {
    guard let names = texts(node, at: "table"), !names.isEmpty else {
      error("No 'table' defined. List the metrics that tell the rows of the table apart.", at: node)
      return nil
    }
    return names.map(\.text).unique
  }
}

extension [String] {
  /// Each once, in order.
  var unique: [String] {
    var seen = Set<String>()
    return filter { seen.insert($0).inserted }
  }
}
