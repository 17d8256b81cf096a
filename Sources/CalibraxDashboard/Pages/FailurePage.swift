extension Page {
  /// What is shown in the place of a page that cannot be made now.
  public static func failure(_ message: String, hint: String?, at path: SitePath) -> Page {
    let hint = hint.map { hint -> HTML in "<p>\(hint)</p>" }
    return Page(
      path, "Not there now", in: nil, topics: ["runs"],
      content: """
        \(heading("Not there now"))
        <div class="part nothing" id="failure"><p>\(message)</p>\(hint)<p>The page comes by itself when the server is back.</p></div>
        """)
  }

  /// What is shown where nothing is.
  public static func missing(at path: SitePath) -> Page {
    Page(
      path, "Nothing here", in: nil,
      content: """
        \(heading("Nothing here"))
        <div class="nothing"><p>There is no such page, or what it showed was removed.</p>
        <p><a href="\(path.link(to: Section.benchmarks.path))">All benchmarks</a></p></div>
        """)
  }
}
