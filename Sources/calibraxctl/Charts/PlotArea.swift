import CalibraxModel

/// The lines of a chart's series between its axes.
struct PlotArea {
  let columns: Int
  let rows: Int
  private var layers: [DotLayer] = []
  private var marks: [Place: (character: Character, color: Terminal.Color?)] = [:]
  private let colors: [Terminal.Color]
  private let places: Axis

  private struct Place: Hashable {
    var column: Int
    var row: Int
  }

  init(_ chart: Chart, axes: [ValueAxis], columns: Int, rows: Int, hasColor: Bool) {
    self.columns = columns
    self.rows = rows
    places = chart.placeAxis
    colors = chart.series.indices.map { chart.color($0) }
    for (index, series) in chart.series.enumerated() {
      layers.append(DotLayer(columns: columns, rows: rows))
      if let axis = axes.first(where: { $0.members.contains(index) })?.axis { draw(series.points, axis) }
    }
    if !hasColor, layers.count > 1 { putLetters() }
    if chart.series.allSatisfy({ $0.points.isEmpty }) { write("no samples yet") }
  }

  /// A row of characters, from the top.
  func line(_ row: Int) -> StyledText {
    var line = StyledText()
    var (run, color): (String, Terminal.Color?) = ("", nil)
    for column in 0..<columns {
      let cell = cell(column, row)
      if cell.color != color, cell.character != " " {
        line += StyledText(run, color)
        (run, color) = ("", cell.color)
      }
      run.append(cell.character)
    }
    return line + StyledText(run, color)
  }

  private func cell(_ column: Int, _ row: Int) -> (character: Character, color: Terminal.Color?) {
    if let mark = marks[Place(column: column, row: row)] { return mark }
    var (dots, color): (UInt8, Terminal.Color?) = (0, nil)
    for (layer, own) in zip(layers, colors) where layer[column, row] != 0 {
      dots |= layer[column, row]
      // A character has one colour: that of the series drawn last.
      color = own
    }
    return (DotLayer.character(dots), color)
  }

  // MARK: Drawing

  /// Draws a series on the last layer.
  private mutating func draw(_ points: [Sample], _ axis: Axis) {
    let sorted = points.sortedByAt()
    let inside = sorted.filter { $0.at >= places.lower && $0.at <= places.upper }
    if let sample = sorted.last(where: { $0.at < places.lower }) { mark("◀", sample, axis) }
    if let sample = sorted.first(where: { $0.at > places.upper }) { mark("▶", sample, axis) }
    if inside.count == 1, let sample = inside.first, (axis.lower...axis.upper).contains(sample.value) {
      return mark("•", sample, axis)
    }
    var before: (x: Int, y: Int)?
    for sample in inside.reduced(to: 4 * columns * 2) {
      let dot = dot(of: sample, axis)
      layers[layers.count - 1].line(from: before ?? dot, to: dot)
      before = dot
      if sample.value > axis.upper { mark("▲", sample, axis) }
      if sample.value < axis.lower { mark("▼", sample, axis) }
    }
  }

  private func dot(of sample: Sample, _ axis: Axis) -> (x: Int, y: Int) {
    (
      calibraxctl.dot(places.fraction(of: sample.at), of: columns * 2),
      calibraxctl.dot(1 - axis.fraction(of: sample.value), of: rows * 4)
    )
  }

  private mutating func mark(_ character: Character, _ sample: Sample, _ axis: Axis) {
    let dot = dot(of: sample, axis)
    marks[Place(column: dot.x / 2, row: dot.y / 4)] = (character, colors[layers.count - 1])
  }

  /// Puts each series' letter on its line every few columns, the series by turns.
  private mutating func putLetters() {
    for index in layers.indices {
      for column in stride(from: 2 + 4 * (index % 6), to: columns, by: 24) {
        guard let row = (0..<rows).first(where: { layers[index][column, $0] != 0 }) else { continue }
        marks[Place(column: column, row: row)] = (Legend.sign(index, of: layers.count, hasColor: false), nil)
      }
    }
  }

  private mutating func write(_ text: String) {
    let text = shortened(text, to: columns)
    for (offset, character) in text.enumerated() {
      marks[Place(column: (columns - text.count) / 2 + offset, row: rows / 2)] = (character, .faint)
    }
  }
}
