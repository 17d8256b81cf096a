/// A page of the site, without what all pages have around it.
public struct Page: Sendable {
  /// Where it is.
  public var path: SitePath
  /// What it is called.
  public var title: String
  /// The part of the site that it belongs to.
  public var section: Section?
  /// What it shows. Elements that have an id and the class `part` are exchanged when they have changed.
  public var content: HTML
  /// The kinds of events after which it looks different: `runs`, `alerts`, `executions`.
  public var topics: [String]
  /// The execution whose samples it shows as they come.
  public var execution: String?

  /// A page.
  public init(
    _ path: SitePath, _ title: String, in section: Section?, topics: [String] = [], execution: String? = nil,
    content: HTML
  ) {
    (self.path, self.title, self.section, self.topics) = (path, title, section, topics)
    (self.execution, self.content) = (execution, content)
  }
}
