import CalibraxJSON
import Testing

@testable import CalibraxDashboard

@Suite struct SitePathTests {
  static let hostile = [
    "", " ", "..", ".", "a/b", "a=b", "~", "~~", "<script>", "\"\n", "Zürich", "\u{202E}rtl", "a.html", ".js",
  ]

  @Test(arguments: hostile)
  func aPathComesBackFromItsFile(_ text: String) throws {
    let path = SitePath(parts: ["trends", text, "point"], tags: [text: text, "framework": "Grain"])
    let read = try #require(SitePath(file: path.file))
    #expect(read == path)
    #expect(read.parts == path.parts)
    #expect(read.tags == path.tags)
    #expect(path.isWhole)
  }

  @Test(arguments: hostile)
  func aFileIsMadeOfPlainCharacters(_ text: String) {
    let file = SitePath(parts: ["trends", text], tags: [text: text]).file
    #expect(
      file.utf8.allSatisfy { byte in
        byte < 0x7F && (Character(Unicode.Scalar(byte)).isLetter || "0123456789-._~=/".utf8.contains(byte))
      })
    #expect(!file.split(separator: "/").contains { $0.hasPrefix(".") })
  }

  @Test func keyAndValueOfATagAreApart() {
    let one = SitePath(parts: ["trends"], tags: ["a=b": "c"])
    let other = SitePath(parts: ["trends"], tags: ["a": "b=c"])
    #expect(one.file == "trends/a~3Db=c.html")
    #expect(other.file == "trends/a=b~3Dc.html")
    #expect(one != other)
  }

  @Test func theOrderOfTagsMakesNoOtherPage() {
    #expect(SitePath(parts: ["p"], tags: ["a": "1", "b": "2"]) == SitePath(parts: ["p"], tags: ["b": "2", "a": "1"]))
  }

  @Test func aTagIsNoPart() {
    #expect(SitePath("p", "a=b") != SitePath(parts: ["p"], tags: ["a": "b"]))
  }

  /// To Swift these texts are equal, to a file system they are not.
  @Test func pathsAreTheSameWhenTheirFilesAre() {
    #expect(SitePath("e\u{301}") != SitePath("é"))
  }

  @Test(arguments: ["p/a=b/c.html", "p/a=b=c.html", "p/a=1/a=2.html", "a=b.html", "p", "p//q.html", "p/~G1.html"])
  func whatNoPathIsWrittenAsIsNone(_ file: String) {
    #expect(SitePath(file: file) == nil)
  }

  @Test func noFolderIsWhereAFileIs() {
    let file = SitePath("trends", "m", "p").file
    let folder = SitePath(parts: ["trends", "m", "p.html"], tags: ["a": "b"]).file
    #expect(!folder.hasPrefix(file))
  }

  @Test func longTextsAreToldApartByAHash() {
    let long = String(repeating: "x", count: 10_000)
    let (one, other) = (
      SitePath(parts: ["p", long + "1"], tags: [long: long]), SitePath(parts: ["p", long + "2"], tags: [long: long])
    )
    #expect(one != other)
    #expect(!one.isWhole)
    #expect(one.file.split(separator: "/").allSatisfy { $0.utf8.count < 255 })
    #expect(SitePath(file: one.file) == one)
  }

  @Test func manyTagsStillMakeAFile() {
    var tags = OrderedMap<String>()
    for number in 0..<500 { tags["key \(number)"] = "value" }
    let path = SitePath(parts: ["trends", "m", "p"], tags: tags)
    #expect(path.file.utf8.count < 1_100)
    #expect(path.root.count == 3 * path.file.count { $0 == "/" })
    tags["key 7"] = "another"
    #expect(path != SitePath(parts: ["trends", "m", "p"], tags: tags))
  }

  @Test func namesThatAreTooLongForFilesAreToldApart() throws {
    let long = String(repeating: "long name ", count: 100)
    let paths = [SitePath("runs", long + "a"), SitePath("runs", long + "b")]
    for path in paths {
      #expect(path.file.split(separator: "/").allSatisfy { $0.utf8.count <= 255 })
      let read = try #require(SitePath(file: path.file))
      #expect(read == path)
      #expect(!read.isWhole && read.file == path.file && read.root == "../")
    }
    #expect(paths[0] != paths[1])
    let read = try #require(SitePath(file: paths[0].file))
    #expect(read.names(long + "a", at: 1) && read.names("runs", at: 0))
    #expect(!read.names(long + "b", at: 1) && !read.names(long + "a", at: 0) && !read.names("", at: 2))
  }

  @Test func aTextThatLooksLikeACutNameIsAnother() throws {
    let other = SitePath("x~~1f")
    #expect(other.name == "x~7E~7E1f")
    #expect(try #require(SitePath(file: other.file)).parts == ["x~~1f"])
    #expect(try #require(SitePath(file: "x~~1f.html")) != other)
  }

  @Test func linksLeadFromAnyDepthToAnyOther() {
    let paths = [SitePath("index"), SitePath("benchmarks", "a/b"), SitePath("benchmarks", "..", "t")]
    #expect(paths.map(\.root) == ["", "../", "../../"])
    #expect(paths[2].link(to: paths[0]) == "../../index.html")
    #expect(paths[0].link(to: paths[1]) == "benchmarks/a~2Fb.html")
    #expect(paths[1].link(to: paths[2]) == "../benchmarks/~2E./t.html")
  }
}
