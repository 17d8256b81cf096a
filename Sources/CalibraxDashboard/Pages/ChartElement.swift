import CalibraxJSON
import CalibraxModel

/// A chart of a page: its figure stands beside it as data.
struct ChartElement {
  /// What tells it from other charts of the page.
  let id: String
  let title: String
  let figure: Figure
  /// Charts with the same link are zoomed together.
  var link: String?
  /// The keys of the series that its traces are, where samples are drawn as they come.
  var series: [String] = []
  /// How many samples of each there are.
  var counts = OrderedMap<JSON>()
  /// Whether x of samples are Unix seconds, and dates on the chart.
  var isClock = false

  init(_ id: String, title: String, _ figure: Figure) {
    (self.id, self.title, self.figure) = (id, title, figure)
  }

  var html: HTML {
    let link = link.map { link -> HTML in " data-link=\"\(link)\"" }
    let live: HTML =
      series.isEmpty
      ? .empty
      : " data-series=\"\(exactly: text(.array(series.map { .string($0) })))\" data-counts=\"\(exactly: text(.object(counts)))\""
    let clock: HTML = isClock ? " data-clock" : ""
    // What would end the element is written otherwise.
    let data = HTML(sound: text(["data": figure.data, "layout": figure.layout]).replacing("<", with: "\\u003C"))
    return """
      <figure class="graph" id="\(id)" data-figure="\(id)-data" data-label="\(title)"\(link)\(live)\(clock)>
      <figcaption>\(title)</figcaption>
      <div class="drawing"></div>
      <script type="application/json" id="\(id)-data">\(data)</script>
      </figure>
      """
  }

  private func text(_ json: JSON) -> String { String(decoding: JSONWriter.bytes(of: json), as: UTF8.self) }
}
