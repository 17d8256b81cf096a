import CalibraxJSON
import Testing

@Suite("Nearest name")
struct NearestTests {
  static let names = ["value", "unit", "direction", "threshold", "id"]

  @Test(
    "A name mistyped once is recognised",
    arguments: [
      ("valu", "value"), ("vallue", "value"), ("valve", "value"), ("vaule", "value"), ("avlue", "value"),
      ("uniit", "unit"), ("untis", nil), ("units", "unit"), ("di", "id"), ("i", "id"), ("idd", "id"), ("ld", "id"),
    ])
  func oneMistake(typed: String, meant: String?) {
    #expect(nearest(to: typed, among: Self.names) == meant)
  }

  @Test(
    "A third of the letters may be wrong and no more",
    arguments: [
      ("dierctoin", "direction"), ("drctin", nil), ("directionxyz", "direction"), ("directionwxyz", "direction"),
      ("directionvwxyz", nil), ("thrshld", "threshold"), ("treshhold", "threshold"), ("xxreshold", "threshold"),
      ("xxxeshold", "threshold"), ("xxxxshold", nil), ("vxxue", nil), ("xxit", nil), ("", nil), ("latency", nil),
    ])
  func limit(typed: String, meant: String?) {
    #expect(nearest(to: typed, among: Self.names) == meant)
  }

  @Test("Upper and lower case are alike", arguments: ["VALUE", "Value", "vAluE", "VALEU"])
  func letterCase(typed: String) {
    #expect(nearest(to: typed, among: Self.names) == "value")
  }

  @Test("The nearest wins, and of equals the first")
  func choice() {
    #expect(nearest(to: "mean_ms", among: ["mean_ns", "mean_ms", "mean"]) == "mean_ms")
    #expect(nearest(to: "mean_s", among: ["mean_ns", "mean_ms"]) == "mean_ns")
    #expect(nearest(to: "mean_s", among: ["mean_ms", "mean_ns"]) == "mean_ms")
    #expect(nearest(to: "abcdef", among: ["abcxyf", "abcdxf"]) == "abcdxf")
  }

  @Test("Swapped neighbours are one mistake, and are not swapped apart again")
  func swap() {
    #expect(nearest(to: "ab", among: ["ba"]) == "ba")
    #expect(nearest(to: "ca", among: ["abc"]) == nil)
  }

  @Test("Without candidates there is none")
  func noCandidates() {
    #expect(nearest(to: "value", among: []) == nil)
    #expect(nearest(to: "value", among: [""]) == nil)
    #expect(nearest(to: "", among: ["value"]) == nil)
  }

  @Test("Long names are compared by their beginning")
  func longNames() {
    let name = String(repeating: "a", count: 10_000)
    #expect(nearest(to: name, among: [name + "b"]) == name + "b")
    #expect(nearest(to: name, among: [String(repeating: "b", count: 10_000)]) == nil)
  }
}
