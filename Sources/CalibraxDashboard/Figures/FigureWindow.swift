public import CalibraxModel
import CalibraxReading
import CalibraxJSON

/// The part of a figure that is looked at, and how many points it is worth.
public struct FigureWindow: Sendable {
  /// The smallest x, as the figure has it.
  public var from: PlotCoordinate?
  /// The largest x.
  public var to: PlotCoordinate?
  /// How many points of a curve with one status there are at most, besides the nearest on each side.
  public var maxPoints: Int?

  /// Everything, whole.
  public init() {}

  /// A part of a figure.
  public init(from: PlotCoordinate?, to: PlotCoordinate?, maxPoints: Int?) {
    (self.from, self.to, self.maxPoints) = (from, to, maxPoints)
  }

  /// The rows of a curve that are drawn, in the order of x as they are.
  ///
  /// Points of each status are reduced apart, so that those which a validator objects to and gaps are seen.
  func rows(of rows: [Int], in tab: EvaluatedTab, x: (values: [CellValue], type: MetricType), y: [CellValue]) -> [Int] {
    if x.type == .str || x.type == .bool { return rows }
    let places = rows.map { x.values[$0].number ?? 0 }
    let (from, to) = (from.flatMap { Self.number($0, x.type) }, to.flatMap { Self.number($0, x.type) })
    if let from, let to, from > to { return [] }
    let start = from.map { from in places.firstIndex { $0 >= from } ?? places.count } ?? 0
    let end = to.map { to in places.firstIndex { $0 > to } ?? places.count } ?? places.count
    let inside = start..<max(start, end)
    var kept: [Int] = []
    if let maxPoints, inside.count > maxPoints {
      for status in BenchmarkStatus.allCases {
        let candidates = inside.filter { tab.statuses[rows[$0]] == status }
        kept += Self.reduced(candidates, to: maxPoints, x: { places[$0] }, y: { y[rows[$0]].number ?? 0 })
      }
    } else {
      kept += inside
    }
    // A neighbour on each side, for the lines to them; it may be far away.
    kept += [inside.lowerBound - 1, inside.upperBound].filter { places.indices.contains($0) }
    return kept.sorted().map { rows[$0] }
  }

  /// At most so many places: of equal parts of x the first, the last, the smallest and the largest (M4; Jugel et al.,
  /// VLDB 2014).
  private static func reduced(_ places: [Int], to maximum: Int, x: (Int) -> Double, y: (Int) -> Double) -> [Int] {
    guard places.count > maximum, let first = places.first, let last = places.last else { return places }
    let parts = Double(max(1, maximum / 4))
    let width = (x(last) / 2 - x(first) / 2) / (parts / 2)
    var kept: Set<Int> = []
    for part in places.chunked(by: { width > 0 ? min(parts - 1, ((x($0) - x(first)) / width).rounded(.down)) : 0 }) {
      let smallest = part.min { y($0) < y($1) }
      let largest = part.max { y($0) < y($1) }
      kept.formUnion([part.first, smallest, largest, part.last].compactMap(\.self))
    }
    return kept.sorted()
  }

  /// Where on an axis it is; moments are seconds, though a figure has them as texts or, as Plotly has, as milliseconds.
  private static func number(_ place: PlotCoordinate, _ type: MetricType) -> Double? {
    let isTime = type == .ts || type == .date
    switch place {
    case .number(let number): return isTime ? number.double / 1_000 : number.double
    case .text(let text):
      return isTime ? Timestamp(written: text, asDate: false).map { Double($0.microseconds) / 1e6 } : Double(text)
    }
  }
}

extension [Int] {
  /// The runs of neighbours that a function gives the same value.
  fileprivate func chunked(by value: (Int) -> Double) -> [ArraySlice<Int>] {
    var chunks: [ArraySlice<Int>] = []
    var start = startIndex
    while start < endIndex {
      let first = value(self[start])
      let end = self[start...].firstIndex { value($0) != first } ?? endIndex
      chunks.append(self[start..<end])
      start = end
    }
    return chunks
  }
}
