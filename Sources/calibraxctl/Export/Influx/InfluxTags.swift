/// The tags of a line: each name once, each with a value.
struct InfluxTags {
  private(set) var text = ""
  /// Neither the time nor a field may have the name of a tag.
  private var names: Set<String> = ["time", "value", "lower", "upper", "at", "run_id", "commit"]

  /// - Parameter own: Tags whose names are their own; no other has one of these, also where it has no value.
  init(_ own: [(name: String, value: String)]) {
    for tag in own { add(tag.name, tag.value) }
  }

  /// Adds a tag, under a name of its own where there is one of that name.
  mutating func add(_ name: String, _ value: String) {
    var name = InfluxLines.escaped(InfluxLines.name(name, or: "tag"), ",= ")
    while !names.insert(name).inserted { name = "tag_" + name }
    if !value.isEmpty { text += ",\(name)=\(InfluxLines.escaped(value, ",= "))" }
  }
}
