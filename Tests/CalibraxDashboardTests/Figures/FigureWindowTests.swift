import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import Testing

/// A figure has the points that are looked at, and no more of them than a screen shows.
@Suite struct FigureWindowTests {
  /// Rows with x, a value and a category; values above 1000 are warned of, and one that is missing is a failure.
  private func tab(_ rows: [(x: Double, y: Double?)]) throws -> EvaluatedTab {
    let lines = rows.enumerated().map { place, row in
      "\(1_717_200_000 + place),\(row.x),\(row.y.map { "\($0)" } ?? ""),c\(place)"
    }
    return try CalibraxDashboardTests.tab(
      """
      B:
        sources: {folders: [r]}
        metrics:
          {ts: {type: ts}, x: {type: float}, y: {type: float, validate: {name: range_validator, max: 1000}}, c: {}, p: {default: a}}
        table: [p]
        plots: [{x: x, y: y}, {x: ts, y: y}, {x: c, y: y}]
      """, ["r/a.csv": "ts,x,y,c\n" + lines.joined(separator: "\n")])
  }

  private func numbered(_ count: Int, _ y: (Int) -> Double? = { Double($0 % 7) }) throws -> EvaluatedTab {
    try tab((0..<count).map { (Double($0), y($0)) })
  }

  private func figure(
    _ tab: EvaluatedTab, from: PlotCoordinate? = nil, to: PlotCoordinate? = nil, max: Int? = nil, plot: Int = 0
  ) throws -> Figure {
    try #require(tab.figure(of: plot, row: "a", window: FigureWindow(from: from, to: to, maxPoints: max)))
  }

  private func x(_ figure: Figure) -> [Double] { figure.data.at("0.x")?.elements?.compactMap(\.double) ?? [] }
  private func y(_ figure: Figure) -> [Double] { figure.data.at("0.y")?.elements?.compactMap(\.double) ?? [] }
  private func statuses(_ figure: Figure) -> String {
    figure.data.at("0.customdata")?.elements?.compactMap { $0[0]?.string }.joined() ?? ""
  }

  // MARK: The part that is looked at

  @Test func aWindowHasItsPointsAndANeighbourOnEachSide() throws {
    let tab = try numbered(10)
    #expect(x(try figure(tab, from: 3, to: 5)) == [2, 3, 4, 5, 6])
    #expect(x(try figure(tab, from: 2.5, to: 5.5)) == [2, 3, 4, 5, 6])
    #expect(x(try figure(tab, from: 7)) == [6, 7, 8, 9])
    #expect(x(try figure(tab, to: 1)) == [0, 1, 2])
  }

  @Test func aWindowBetweenTwoPointsHasTheLineBetweenThem() throws {
    #expect(x(try figure(try numbered(10), from: 3.2, to: 3.8)) == [3, 4])
    #expect(x(try figure(try numbered(10), from: 3, to: 3)) == [2, 3, 4])
  }

  @Test func aWindowBesideAllPointsHasTheNearest() throws {
    let tab = try numbered(10)
    #expect(x(try figure(tab, from: 100)) == [9])
    #expect(x(try figure(tab, from: 100, to: 200, max: 4)) == [9])
    #expect(x(try figure(tab, to: -5)) == [0])
    #expect(x(try figure(tab, from: -10, to: -5)) == [0])
  }

  @Test(arguments: [nil, 4, 5_000])
  func aWindowThatEndsBeforeItBeginsHasNoPoints(_ max: Int?) throws {
    let tab = try numbered(100)
    for (from, to) in [(50.0, 10.0), (5, 4), (100, -100), (3.8, 3.2)] {
      #expect(x(try figure(tab, from: PlotCoordinate(from), to: PlotCoordinate(to), max: max)) == [])
    }
  }

  @Test func aWindowThatIsNoPlaceIsNone() throws {
    #expect(x(try figure(try numbered(3), from: "soon", to: "later")) == [0, 1, 2])
    #expect(x(try figure(try numbered(3), from: "nan", to: "nan")).count <= 3)
    #expect(x(try figure(try numbered(3), from: "-inf", to: "inf")) == [0, 1, 2])
  }

  @Test func withoutPointsThereAreNone() throws {
    #expect(x(try figure(try tab([]), from: 1, to: 2, max: 4)) == [])
    let empty = try #require(
      try numbered(5).figure(of: 0, row: nil, window: FigureWindow(from: 1, to: 2, maxPoints: 4)))
    #expect(x(empty) == [])
  }

  // MARK: How many

  @Test func fewPointsStayAsTheyAre() throws {
    let figure = try figure(try numbered(100), max: 100)
    #expect(x(figure) == (0..<100).map(Double.init))
    #expect(figure.layout.at("meta.reduced") == nil)
  }

  @Test(arguments: [4, 7, 100, 999]) func ofManyThereAreAtMostSoMany(_ max: Int) throws {
    let figure = try figure(try numbered(1_000), max: max)
    #expect(x(figure).count <= max && x(figure).count > max / 8)
    #expect(x(figure) == x(figure).sorted() && x(figure).first == 0 && x(figure).last == 999)
    #expect(figure.layout.at("meta.reduced") == true)
  }

  @Test func extremesStay() throws {
    let tab = try numbered(5_000) { $0 == 1_234 ? 999 : $0 == 4_321 ? -999 : Double($0 % 13) }
    let shown = y(try figure(tab, max: 40))
    #expect(shown.contains(999) && shown.contains(-999) && shown.count <= 40)
  }

  @Test func theExtremesOfEveryPartStay() throws {
    let values = (0..<1_000).map { Double(($0 * 7_919) % 997) }
    let figure = try figure(try numbered(1_000) { values[$0] }, max: 40)
    let points = Set(x(figure).map { Int($0) })
    for part in 0..<10 {
      // Parts of equal width of 0...999; what lies on an edge may be of either.
      let places = (0..<1_000).filter { Int(Double($0) / 99.9) == part || part == 9 && $0 == 999 }
      let inner = places.dropFirst().dropLast()
      let largest = try #require(inner.max { values[$0] < values[$1] })
      #expect(points.contains(largest) || points.contains { places.contains($0) && values[$0] >= values[largest] })
    }
  }

  @Test func whatIsObjectedToAndGapsAreReducedApart() throws {
    let tab = try numbered(3_000) { $0 == 1_500 ? nil : $0 == 2_000 ? 5_000 : Double($0 % 5) }
    let letters = statuses(try figure(tab, max: 8))
    #expect(letters.count { $0 == "F" } == 1 && letters.count { $0 == "W" } == 1)
    #expect(letters.count { $0 == "S" } <= 8 && letters.count { $0 == "S" } >= 4)
  }

  @Test func manyOfEachStatusAreReducedToSoManyOfEach() throws {
    let tab = try numbered(3_000) { $0 % 3 == 0 ? nil : $0 % 3 == 1 ? 5_000 : 1 }
    let letters = statuses(try figure(tab, max: 100))
    for letter in "SWF" { #expect((50...100).contains(letters.count { $0 == letter })) }
  }

  @Test func aPartIsReducedForItself() throws {
    let tab = try numbered(10_000)
    let figure = try figure(tab, from: 1_000, to: 1_999, max: 400)
    #expect(x(figure).first == 999 && x(figure).last == 2_000)
    #expect((200...402).contains(x(figure).count))
    #expect(x(try self.figure(tab, from: 1_000, to: 1_100, max: 400)).count == 103)
  }

  @Test func aNeighbourThatIsFarAwayCostsNoDetail() throws {
    let points = [(-1e9, 1.0)] + (0..<1_000).map { (Double($0), Double($0 % 7)) } + [(1e9, 1)]
    let figure = try figure(try tab(points), from: 0, to: 999, max: 400)
    #expect(x(figure).first == -1e9 && x(figure).last == 1e9)
    #expect(x(figure).count > 200)
  }

  @Test func pointsAtOnePlaceAreReducedToo() throws {
    let shown = y(try figure(try tab((0..<500).map { (7, Double($0 == 200 ? -1 : $0)) }), max: 100))
    #expect(shown.contains(0) && shown.contains(499) && shown.contains(-1) && shown.count <= 4)
  }

  @Test func placesAsFarApartAsCanBeAreReducedToo() throws {
    let points = (0..<100).map { ($0 < 50 ? -1e308 : 1e308, Double($0)) }
    let shown = y(try figure(try tab(points), max: 40))
    #expect(shown.contains(0) && shown.contains(99) && shown.count <= 40)
  }

  @Test func onePointIsOnePoint() throws {
    #expect(x(try figure(try tab([(5, 1)]), from: 5, to: 5, max: 4)) == [5])
  }

  // MARK: Kinds of x

  @Test func datesAreTextsOrMilliseconds() throws {
    let tab = try numbered(100)
    let x = { (figure: Figure) in figure.data.at("0.x")?.elements?.compactMap(\.string) ?? [] }
    let texts = x(try figure(tab, from: "2024-06-01 00:00:10", to: "2024-06-01T00:00:12", plot: 1))
    #expect(texts.first == "2024-06-01 00:00:09" && texts.last == "2024-06-01 00:00:13" && texts.count == 5)
    let numbers = x(try figure(tab, from: 1_717_200_010_000, to: 1_717_200_012_000, plot: 1))
    #expect(numbers == texts)
    let fraction = x(try figure(tab, from: "2024-06-01 00:00:09.5", to: "2024-06-01 00:00:12.25", plot: 1))
    #expect(fraction == texts)
    #expect(x(try figure(tab, from: "when?", plot: 1)).count == 100)
  }

  @Test func categoriesAreNeverReduced() throws {
    let figure = try figure(try numbered(300), from: "c5", to: "c7", max: 4, plot: 2)
    #expect(figure.data.at("0.x")?.elements?.count == 300)
    #expect(figure.layout.at("meta.reduced") == nil)
  }

  @Test func whatIsDrawnOverItIsThatOfAllPoints() throws {
    let tab = try numbered(1_000)
    let drawn = try figure(tab, from: 10, to: 20, max: 4).layout["shapes"]
    #expect(drawn == (try figure(tab).layout["shapes"]) && drawn != nil)
  }

  @Test func aHundredThousandPointsAreReducedSoon() throws {
    let tab = try numbered(100_000)
    var points = 0
    let time = try ContinuousClock().measure { points = try x(figure(tab, max: 4_000)).count }
    #expect(points <= 4_000 && points > 2_000)
    // A debug build on a busy machine takes long.
    #expect(time < .seconds(5), "\(time)")
  }
}
