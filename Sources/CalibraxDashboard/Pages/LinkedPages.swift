/// The pages that links lead to: none shall lead to a page that is not there.
public enum LinkedPages: Sendable {
  /// Those of the Studio, which makes them when they are asked for.
  case all
  /// Those of a report.
  case only(Set<SitePath>)

  /// Whether a link can lead to a page.
  public func contains(_ path: SitePath) -> Bool {
    switch self {
    case .all: path.isWhole
    case .only(let paths): paths.contains(path)
    }
  }

  /// What leads to a page, or its text alone where that is not there.
  func link(_ text: HTML, to path: SitePath, from page: SitePath) -> HTML {
    contains(path) ? "<a href=\"\(page.link(to: path))\">\(text)</a>" : text
  }
}
