import CalibraxJSON
import CalibraxModel
import Testing

/// A run is stored identified, dated and without numbers that other programs cannot read.
@Suite struct RunNormalizationTests {
  let now = Timestamp(microseconds: 1_772_366_400_123_456)

  @Test func whatIsLeftOutIsMade() throws {
    let run = try read("{\"points\":[{\"name\":\"p\",\"metrics\":{\"m\":{\"value\":1}}}]}").normalized(now: now)
    #expect(run.timestamp == "2026-03-01T12:00:00.123456")
    #expect(run.id.hasPrefix("20260301T120000.123456_"))
    #expect(RunID.isValid(run.id))
  }

  @Test func theSameDatedContentGetsTheSameIdentifier() throws {
    let dated = #"{"timestamp":"2026-03-01T12:00:00","points":[{"name":"p","metrics":{"m":{"value":1}}}]}"#
    let first = try read(dated).normalized(now: now)
    let later = try read(dated).normalized(now: Timestamp(microseconds: 0))
    #expect(first == later)
    #expect(try read(dated.replacing("1}", with: "2}")).normalized(now: now).id != first.id)
  }

  @Test func identifiersSortByTime() throws {
    let ids = [0, 1, 999_999, 1_000_000, 86_400_000_000].map {
      RunID.make(at: Timestamp(microseconds: 1_772_366_400_000_000 + $0), content: [])
    }
    #expect(ids == ids.sorted())
  }

  @Test func numbersThatAreNoneAreLeftOutAndNamed() throws {
    let run = try read(
      """
      {"id":"a","timestamp":"2026-03-01","metadata":{"suite":"s"},"points":[{"name":"p","tags":{"f":"x"},"metrics":{
      "nan":{"value":NaN},"null":{"value":null},"inf":{"value":-Infinity},
      "kept":{"value":1,"lower":NaN,"upper":2,"samples":[1,NaN,null,2]}}}]}
      """
    ).normalized(now: now)
    #expect(run.points[0].metrics.keys == ["kept"])
    #expect(run.points[0].metrics["kept"]?.samples == [1, 2])
    #expect(run.points[0].metrics["kept"]?.lower == nil)
    #expect(run.points[0].metrics["kept"]?.upper == 2)
    #expect(run.metadata["suite"] == "s")
    let missing = try #require(run.metadata["missing"]?.elements)
    #expect(missing.map { $0["metric"] } == ["nan", "null", "inf", "kept", "kept", "kept"])
    #expect(missing.map { $0["member"] } == ["value", "value", "value", "lower", "samples[1]", "samples[2]"])
    #expect(missing.map { $0["value"] } == ["NaN", .null, "-Infinity", "NaN", "NaN", .null])
    #expect(try run.normalized(now: now) == run)
  }

  @Test func unknownMembersAreKeptAtEveryLevel() throws {
    let text =
      #"{"id":"a","timestamp":"2026-03-01T00:00:00","commit":null,"branch":null,"environment":{"n":1e3},"#
      + #""metadata":{},"metric_defs":{"m":{"name":"m","unit":"","direction":"info","group":"","#
      + #""priority":"secondary","description":"","d":[1.50]}},"points":[{"name":"p","scenario":"","tags":{},"#
      + #""metrics":{"m":{"value":1.0,"e":123456789012345678901234567890}},"f":{"g":null}}],"h":"i"}"#
    #expect(String(decoding: JSONWriter.bytes(of: try read(text)), as: UTF8.self) == text)
  }

  @Test(arguments: ["a", "A.b_c:d+e-f", "0", String(repeating: "x", count: 128)])
  func goodIdentifiers(_ id: String) { #expect(RunID.isValid(id)) }

  @Test(arguments: ["", ".a", "-a", "a/b", "..", "a b", "é", "a\u{0}", "latest", String(repeating: "x", count: 129)])
  func badIdentifiers(_ id: String) { #expect(!RunID.isValid(id)) }

  @Test func namesOfBaselines() {
    for name in ["main", "feature/x", "a/b/c", "latest"] { #expect(BaselineName.isValid(name)) }
    for name in ["", "/a", "../a", "a b", ".a"] { #expect(!BaselineName.isValid(name)) }
  }

  private func read(_ text: String) throws -> Run {
    var parser = JSONParser()
    return try parser.decode(Run.self, from: Array(text.utf8))
  }
}
