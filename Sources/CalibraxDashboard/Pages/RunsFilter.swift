public import CalibraxJSON
import CalibraxModel

/// Which runs a list shows, as the address of a page says it.
public struct RunsFilter: Equatable, Sendable {
  /// Only runs of this branch; empty for all.
  public var branch = ""
  /// Only runs of the commit that begins so; empty for all.
  public var commit = ""
  /// Only runs at or after this moment; empty for all.
  public var since = ""
  /// Only runs at or before this moment; empty for all.
  public var until = ""
  /// Only runs with a point that has these tags.
  public var tags = OrderedMap<String>()

  /// All runs.
  public init() {}

  /// What stands before the key of a tag in an address.
  private static let tagPrefix = "tag."

  /// Which runs an address names: `branch`, `commit`, `since`, `until` and `tag.KEY`, of which the empty say nothing.
  public init(_ query: [(name: String, value: String)]) {
    for (name, value) in query where !value.isEmpty {
      switch name {
      case "branch": branch = value
      case "commit": commit = value
      case "since": since = value
      case "until": until = value
      case _ where name.hasPrefix(Self.tagPrefix): tags[String(name.dropFirst(Self.tagPrefix.count))] = value
      default: break
      }
    }
  }

  /// Whether it shows all runs.
  public var isEmpty: Bool { self == RunsFilter() }

  /// What is wrong with it, and what to write; `nil` where nothing is.
  public var problem: String? {
    for (name, text) in [("Since", since), ("Until", until)] where !text.isEmpty && Timestamp(text) == nil {
      return "\(name): “\(shortened(text))” is not a time. Write 2026-03-01 or 2026-03-01T12:00."
    }
    return nil
  }

  /// The form that it is set with.
  var form: HTML {
    var tags = self.tags
    if tags.isEmpty { tags["framework"] = "" }
    let fields =
      [
        field("Branch", "branch", branch), field("Commit", "commit", commit),
        field("Since", "since", since, "2026-03-01"), field("Until", "until", until, "2026-03-01T12:00"),
      ] + tags.members.map { field(shortened($0.key), Self.tagPrefix + $0.key, $0.value) }
    let all: HTML = isEmpty ? .empty : "<a href=\"\(Section.runs.path.file)\">All runs</a>"
    return """
      <form class="fields" method="get" action="\(Section.runs.path.file)" aria-label="Filter runs">\(fields)
      <button class="act">Show</button>\(all)</form>
      """
  }
}

/// A field of a form for a text.
func field(_ label: String, _ name: String, _ value: String, _ example: String = "") -> HTML {
  """
  <label>\(label) <input type="search" name="\(name)" value="\(value)" placeholder="\(example)"></label>
  """
}
