public import CalibraxModel

/// What all pages have in common: how they are made, what is around them, and where they are.
public struct Site: Sendable {
  /// How pages are looked at.
  public enum Mode: String, Sendable {
    /// As files, which stay as they are.
    case report
    /// As they are now, and what happens meanwhile.
    case studio
  }

  /// How pages are looked at.
  public var mode: Mode
  /// What the store is called.
  public var store: String
  /// When the pages were made.
  public var moment: Timestamp
  /// The version of the program.
  public var version: String
  /// Where Plotly is, if that draws the figures: an address, or a file below the root.
  public var plotly: String?

  /// A site.
  public init(_ mode: Mode, store: String, moment: Timestamp, version: String, plotly: String? = nil) {
    (self.mode, self.store, self.moment, self.version, self.plotly) = (mode, store, moment, version, plotly)
  }

  /// The whole text of a page.
  public func text(of page: Page) -> String {
    let root = page.path.root
    let policy: HTML =
      mode == .report
      ? "\n<meta http-equiv=\"Content-Security-Policy\" content=\"\(contentSecurityPolicy)\">" : ""
    let script = plotly.map { source -> HTML in
      "\n<script defer src=\"\(source.contains("://") ? source : root + source)\"></script>"
    }
    let html: HTML = """
      <!DOCTYPE html>
      <html lang="en" data-mode="\(mode.rawValue)" data-root="\(root)">
      <head>
      <meta charset="utf-8">\(policy)
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(page.title) · calibrax</title>
      <link rel="icon" href="\(root)\(Assets.iconPath)">
      <link rel="stylesheet" href="\(root)\(Assets.stylePath)">\(script)
      <script defer src="\(root)\(Assets.scriptPath)"></script>
      </head>
      <body>
      <a class="skip" href="#content">Skip to content</a>
      <header class="top">
      <a class="brand" href="\(root)\(Section.benchmarks.path.file)">calibrax</a>
      <nav aria-label="Sections">\(Section.allCases.map { link(to: $0, from: page) })</nav>
      \(state)
      </header>
      <main id="content" tabindex="-1"\(live(page))>
      \(page.content)
      </main>
      <footer>\(footer)</footer>
      </body>
      </html>

      """
    return html.markup
  }

  private func link(to section: Section, from page: Page) -> HTML {
    let current: HTML = page.section == section ? " aria-current=\"page\"" : ""
    return "<a href=\"\(page.path.link(to: section.path))\"\(current)>\(section.title)</a>"
  }

  private func live(_ page: Page) -> HTML {
    guard mode == .studio, !page.topics.isEmpty else { return .empty }
    let execution = page.execution.map { id -> HTML in " data-execution=\"\(exactly: id)\"" }
    return " data-topics=\"\(page.topics.joined(separator: " "))\"\(execution)"
  }

  private var state: HTML {
    mode == .studio
      ? "<p id=\"connection\" class=\"connection\" role=\"status\" data-state=\"waiting\">connecting</p>" : ""
  }

  private var footer: HTML {
    let made: HTML = mode == .report ? "<span>Made \(moment.element)</span>" : ""
    return "<span>\(store)</span>\(made)<span>calibrax \(version)</span>"
  }

  /// What a page may load: nothing from elsewhere, and no script but its own.
  public var contentSecurityPolicy: String {
    // Plotly makes styles and pictures as it draws.
    let (origin, styles, pictures) =
      plotly.map { (Self.origin(of: $0), " 'unsafe-inline'", " data: blob:") } ?? ("", "", "")
    return "default-src 'none'; script-src 'self'\(origin); style-src 'self'\(styles); img-src 'self'\(pictures); "
      + "connect-src 'self'; base-uri 'none'; form-action 'self'"
  }

  /// The origin of an address, for a policy.
  private static func origin(of address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return "" }
    let host = address[scheme.upperBound...].prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || ".-_:[]".contains($0))
    }
    return " " + address[..<scheme.upperBound] + host
  }
}
