import Testing

@testable import CalibraxDashboard

@Suite struct TableTests {
  private func table(_ columns: [Table.Column], _ rows: [[HTML]] = []) -> Table {
    var table = Table(name: "All <runs>", columns: columns)
    table.rows = rows.map { Table.Row(cells: $0) }
    return table
  }

  @Test func itIsNamedForThoseWhoHearItAndForItsFile() {
    let markup = Markup(table([.init(name: "a")]).html.markup)
    #expect(markup.isSound)
    #expect(markup.all("caption").first?.text == "All <runs>")
    #expect(markup.all("div").first?.attributes["data-table"] == "All <runs>")
  }

  @Test func columnsSayWhatTheyAre() {
    let columns = [Table.Column(name: "<a>", about: "\"b\""), Table.Column(name: "n", isNumber: true)]
    let heads = Markup(table(columns).html.markup).all("th")
    #expect(heads.map(\.text) == ["<a>", "n"])
    #expect(heads.map(\.attributes) == [["scope": "col", "title": "\"b\""], ["scope": "col", "class": "number"]])
  }

  @Test func neighboursOfOneGroupShareItsName() {
    let columns = [("a", nil), ("b", "X"), ("c", "X"), ("d", nil), ("e", "Y"), ("f", "X")]
      .map { Table.Column(name: $0, group: $1) }
    let rows = Markup(table(columns).html.markup).all("tr")
    #expect(rows.count == 2)
    let groups = Markup(rows[0].content).elements
    #expect(groups.map(\.name) == ["td", "th", "td", "th", "th"])
    #expect(groups.map(\.text) == ["", "X", "", "Y", "X"])
    #expect(groups.map { $0.attributes["colspan"] } == ["1", "2", "1", "1", "1"])
    #expect(Markup(table([.init(name: "a")]).html.markup).all("tr").count == 1)
  }

  @Test func theFirstCellNamesItsRowUnlessItDoesNot() {
    var table = table([.init(name: "a"), .init(name: "n", isNumber: true)], [["x", "1"], ["\("<y>")", "2"]])
    var cells = Markup(table.html.markup).all("tbody").first.map { Markup($0.content) }
    #expect(cells?.all("th").map(\.text) == ["x", "<y>"])
    #expect(cells?.all("td").map { $0.attributes["class"] } == ["number", "number"])
    table.hasNames = false
    cells = Markup(table.html.markup).all("tbody").first.map { Markup($0.content) }
    #expect(cells?.all("th").isEmpty == true && cells?.all("td").count == 4)
  }

  @Test func aRowCarriesAttributes() {
    var table = table([.init(name: "a")])
    table.rows = [Table.Row(cells: ["x"], attributes: " data-row=\"\("\"1\"")\"")]
    #expect(Markup(table.html.markup).all("tr").last?.attributes == ["data-row": "\"1\""])
  }
}
