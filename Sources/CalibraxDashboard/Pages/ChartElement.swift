import CalibraxJSON
import CalibraxModel

/// A chart of a page: its figure stands beside it as data.
///
/// - Parameters:
///   - id: What tells it from other charts of the page.
///   - link: Charts with the same link are zoomed together.
func chart(_ id: String, title: String, _ figure: Figure, link: String? = nil, series: [String] = []) -> HTML {
  let link = link.map { link -> HTML in " data-link=\"\(link)\"" }
  let keys: HTML = series.isEmpty ? .empty : " data-series=\"\(text(of: .array(series.map { .string($0) })))\""
  return """
    <figure class="graph" id="\(id)" data-figure="\(id)-data"\(link)\(keys) data-label="\(title)">
    <figcaption>\(title)</figcaption>
    <div class="drawing"></div>
    <script type="application/json" id="\(id)-data">\(embedded(figure.json))</script>
    </figure>
    """
}

extension Figure {
  fileprivate var json: JSON { ["data": data, "layout": layout] }
}

/// JSON as it can stand in a script element.
private func embedded(_ json: JSON) -> HTML {
  HTML(sound: text(of: json).replacing("<", with: "\\u003C"))
}

private func text(of json: JSON) -> String { String(decoding: JSONWriter.bytes(of: json), as: UTF8.self) }
