import CalibraxJSON
import CalibraxModel
import Glibc

/// What validators draw, as Plotly has it: shapes and annotations.
///
/// On a logarithmic axis Plotly takes the place of a shape for a value, and that of an annotation for its logarithm.
struct FigureDrawings {
  private(set) var shapes: [JSON] = []
  private(set) var annotations: [JSON] = []
  private var bounds: [PlotLine] = []
  private var labels: [PlotText] = []
  private let hasLogarithmicX: Bool
  private let hasLogarithmicY: Bool

  /// Nothing drawn over a plot with this layout.
  init(over layout: OrderedMap<JSON>) {
    hasLogarithmicX = layout["xaxis"]?["type"] == "log"
    hasLogarithmicY = layout["yaxis"]?["type"] == "log"
  }

  /// Draws what a validator says of a curve.
  mutating func draw(_ judgement: Judgement) {
    for rectangle in judgement.layout.rects { shapes.append(shape(rectangle)) }
    for line in judgement.layout.lines {
      // Every curve has the bounds of the rule: they are few, and each is drawn once.
      if line.xref == .paper {
        if bounds.contains(line) { continue }
        bounds.append(line)
      }
      shapes.append(shape(line))
    }
    for arrow in judgement.layout.arrows { if let arrow = annotation(arrow) { annotations.append(arrow) } }
    for text in judgement.layout.texts {
      if text.isOfBound {
        if labels.contains(text) { continue }
        labels.append(text)
      }
      if let text = annotation(text) { annotations.append(text) }
    }
    shapes += judgement.shapes
    annotations += judgement.annotations
  }

  private func shape(_ rectangle: PlotRectangle) -> JSON {
    [
      "type": "rect", "xref": "x", "yref": "paper", "x0": rectangle.x0.json, "x1": rectangle.x1.json, "y0": 0, "y1": 1,
      "fillcolor": .string(rectangle.fill), "layer": "below", "line": ["width": 0],
    ]
  }

  private func shape(_ line: PlotLine) -> JSON {
    [
      "type": "line", "xref": .string(line.xref.rawValue), "yref": "y", "x0": line.x0.json, "x1": line.x1.json,
      "y0": number(line.y0), "y1": number(line.y1), "layer": line.xref == .paper ? "below" : "above",
      "line": [
        "color": .string(line.color), "width": number(line.width), "dash": .string(line.dash.rawValue),
      ],
    ]
  }

  private func annotation(_ arrow: PlotArrow) -> JSON? {
    guard let x = place(arrow.x), let y = place(arrow.y), let tailX = place(arrow.tailX), let tailY = place(arrow.tailY)
    else { return nil }
    return [
      "x": x, "y": y, "xref": "x", "yref": "y", "ax": tailX, "ay": tailY, "axref": "x", "ayref": "y", "text": "",
      "showarrow": true, "arrowhead": 3, "arrowsize": 1.5, "arrowwidth": 2, "arrowcolor": .string(arrow.color),
    ]
  }

  private func annotation(_ text: PlotText) -> JSON? {
    guard let x = text.isOfBound ? text.x.json : place(text.x), let y = place(text.y) else { return nil }
    var members: OrderedMap<JSON> = [
      "x": x, "y": y, "xref": text.isOfBound ? "paper" : "x", "yref": "y", "text": .string(text.text),
      "showarrow": false, "font": ["size": .number(JSONNumber(text.size)), "color": .string(text.color)],
      "xanchor": .string(text.xanchor.rawValue), "yanchor": .string(text.yanchor.rawValue),
    ]
    if text.isOfChange { members["xshift"] = 8 }
    if text.isAboveCircle { members["yshift"] = 15 }
    return .object(members)
  }

  /// Where an annotation is on the x-axis; `nil` where a logarithmic one does not reach.
  private func place(_ x: PlotCoordinate) -> JSON? {
    guard hasLogarithmicX, let value = x.double else { return x.json }
    return value > 0 ? number(log10(value)) : nil
  }

  /// Where an annotation is on the y-axis.
  private func place(_ y: Double) -> JSON? {
    guard hasLogarithmicY else { return number(y) }
    return y > 0 ? number(log10(y)) : nil
  }

  private func number(_ value: Double) -> JSON { .number(JSONNumber(value)) }
}

extension PlotText {
  /// Whether it names a bound, and x is a share of the width.
  fileprivate var isOfBound: Bool { xanchor == .right }
  /// Whether it says by how much a level changed, and stands beside the arrow.
  fileprivate var isOfChange: Bool { xanchor == .left }
  /// Whether it says what the circle below it is.
  fileprivate var isAboveCircle: Bool { xanchor == .center && yanchor == .bottom }
}

extension PlotCoordinate {
  fileprivate var json: JSON {
    switch self {
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    }
  }
}
