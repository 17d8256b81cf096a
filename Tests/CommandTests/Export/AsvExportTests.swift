import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// Results of asv, read back by the adapter that reads those of asv itself.
@Suite struct AsvExportTests {
  @Test func valuesComeBackInBaseUnits() throws {
    var sampled = Metric(value: 12, lower: 11, upper: 13)
    sampled.samples = [11, 12, 13]
    var run = run([
      ExportSamples.point("p", "s", ["size": "1"], ["latency": sampled, "rate": Metric(value: 5)]),
      ExportSamples.point("p", "s", ["size": "10"], ["latency": Metric(value: 20)]),
      ExportSamples.point("q", "", [:], ["heap": Metric(value: 3), "score": Metric(value: 0.1)]),
    ])
    run.metricDefs = [
      "latency": ExportSamples.definition("latency", .lower, "ms"),
      "rate": ExportSamples.definition("rate", .higher, "req/s"),
      "heap": ExportSamples.definition("heap", .lower, "KiB"),
    ]
    let back = try #require(try ExportSamples.read(try files([run]).files, by: "asv").first)
    #expect(back.commit == ExportSamples.commit)
    #expect(back.timestamp == "2026-03-01T12:00:00.123000")
    #expect(back.environment["host"] == "vm")
    #expect(back.environment["cores"] == 2)
    func metric(_ name: String, _ tags: OrderedMap<String>, _ metric: String) -> Metric? {
      back.points.first { $0.key == PointKey(name: name, tags: tags) }?.metrics[metric]
    }
    let latency = try #require(metric("s.p.latency", ["size": "1"], "time"))
    #expect(latency.value == 0.012)
    #expect(latency.lower == 0.011)
    #expect(latency.upper == 0.013)
    #expect(latency.samples == [0.011, 0.012, 0.013])
    #expect(metric("s.p.latency", ["size": "10"], "time")?.value == 0.02)
    #expect(metric("s.p.rate", ["size": "1"], "track")?.value == 5)
    #expect(metric("q.heap", [:], "memory")?.value == 3_072)
    #expect(metric("q.score", [:], "track")?.value == 0.1)
    #expect(back.metricDefs["time"]?.unit == "s")
    #expect(back.metricDefs["memory"]?.direction == .lower)
  }

  @Test func aTimeThatIsNotBetterWhenLessIsTracked() throws {
    var run = run([ExportSamples.point("p", "", [:], ["uptime": Metric(value: 2)])])
    run.metricDefs["uptime"] = ExportSamples.definition("uptime", .higher, "min")
    let definition = try definitions([run])["p.uptime"]
    #expect(definition?["type"] == "track")
    #expect(definition?["unit"] == "seconds")
    let back = try ExportSamples.read(try files([run]).files, by: "asv")
    #expect(back.first?.points.first?.metrics["track"]?.value == 120)
  }

  @Test func numbersThatJSONLacksAreAsPythonWritesThem() throws {
    var few = Metric(value: 1)
    few.samples = [1, 2]
    let run = run([
      ExportSamples.point("p", "", ["a": "1", "b": "1"], ["m": few]),
      ExportSamples.point("p", "", ["a": "2", "b": "2"], ["m": Metric(value: 4)]),
    ])
    let results = try #require(try files([run]).files.last?.text)
    // Few samples have no bounds, and nothing was measured at two combinations.
    #expect(results.contains("\"p.m\":[[1.0,NaN,NaN,4.0],[[\"1\",\"2\"],[\"1\",\"2\"]],null,"))
    #expect(
      results.contains(
        "[-Infinity,null,null,null],[Infinity,null,null,null],[1.25,null,null,null],[1.75,null,null,null]"))
  }

  @Test func aSizeWithoutBoundsHasSamplesAlone() throws {
    var sampled = Metric(value: 2)
    sampled.samples = [1, 2, 3]
    var run = run([ExportSamples.point("p", "", [:], ["heap": sampled])])
    run.metricDefs["heap"] = ExportSamples.definition("heap", .lower, "B")
    let exported = try files([run]).files
    #expect(exported.last?.text.contains("null,null,null,null,null,null,[[1.0,2.0,3.0]]") == true)
    let back = try ExportSamples.read(exported, by: "asv")
    #expect(back.first?.points.first?.metrics["memory"]?.samples == [1, 2, 3])
  }

  @Test func anyNameIsOneOfItsOwn() throws {
    var run = ExportSamples.hostile
    run.commit = ExportSamples.commit
    let files = try files([run]).files
    #expect(
      try definitions([run]).members?.keys == [
        "s_1_x.a__b__c_.t__m_e", "s_1_x.a__b__c_._1_1", "s_1_x.a__b__c_._", "one.same.latency", "two.same.latency",
        "latency", "version",
      ])
    let back = try #require(try ExportSamples.read(files, by: "asv").first)
    let odd = try #require(back.points.first)
    #expect(odd.tags == run.points[0].tags)
    #expect(odd.metrics["track"]?.value == 0.1)
    #expect(back.points.filter { $0.name.hasSuffix("latency") }.map { $0.metrics["track"]?.value } == [1, 2, 3])
  }

  @Test func namesThatWouldBeOneAreNumbered() throws {
    let points = ["a b", "a_b", "A/B"].map { ExportSamples.point($0, "", [:], ["m": Metric(value: 1)]) }
    #expect(try definitions([run(points)]).members?.keys == ["a_b.m", "a_b.m_2", "A_B.m_3", "version"])
  }

  @Test func manyTagsAreOneParameter() throws {
    let points = (0..<40).map { number in
      ExportSamples.point(
        "p", "", ["a": "\(number)", "b": "\(-number)", "c": "\(number % 2)"], ["m": Metric(value: Double(number))])
    }
    let definition = try definitions([run(points)])["p.m"]
    #expect(definition?["param_names"] == ["tags"])
    #expect(definition?["params"]?[0]?[39] == "a=39,b=-39,c=1")
    let back = try ExportSamples.read(try files([run(points)]).files, by: "asv")
    #expect(back.first?.points.map { $0.metrics["track"]?.value } == (0..<40).map { Double($0) })
  }

  @Test func aFileForEachCommitAndMachine() throws {
    let other = "fedcba98" + ExportSamples.commit.dropFirst(8)
    var elsewhere = run([point], id: "elsewhere")
    elsewhere.environment["host"] = "other/host"
    var short = run([point], id: "short")
    short.commit = "abc-1"
    var none = run([point], id: "none")
    none.commit = nil
    var later = run([ExportSamples.point("later", "", [:], ["m": Metric(value: 2)])], id: "later")
    var unlike = run([point], id: "unlike")
    (unlike.commit, later.timestamp) = (other, "2026-03-02")
    let exported = try files([none, run([point]), elsewhere, short, unlike, later])
    #expect(
      Set(exported.files.map(\.path)) == [
        "benchmarks.json", "vm/machine.json", "other_host/machine.json", "vm/01234567-calibrax.json",
        "other_host/01234567-calibrax.json", "vm/abc1-calibrax.json", "vm/fedcba98-calibrax.json",
      ])
    #expect(exported.files.first { $0.path == "vm/01234567-calibrax.json" }?.text.contains("later.m") == true)
    #expect(
      exported.remarks == [
        "left out, for they have no commit: 1 run",
        "left out, for there is a newer one of their commit and machine: 1 run",
        "asv finds commits by all 40 digits, which the commit does not have of 1 run",
      ])
  }

  @Test func twoPointsThatAreOneAreTold() throws {
    let exported = try files([run([point, point])])
    #expect(exported.remarks.count == 1)
    #expect(exported.remarks.first?.hasPrefix("1 value of the scenario, point, tags and metric of another") == true)
  }

  @Test func withoutACommitThereIsNothing() throws {
    var run = run([point])
    run.commit = nil
    let failure = #expect(throws: Failure.self) { try files([run]) }
    #expect(failure?.code == .nothingToJudge)
  }

  private let point = ExportSamples.point("p", "", [:], ["m": Metric(value: 1)])

  private func run(_ points: [Point], id: String = "r") -> Run {
    var run = ExportSamples.run(id, at: "2026-03-01T12:00:00.123456", commit: ExportSamples.commit, points)
    run.environment = ["host": "vm", "cores": 2]
    return run
  }

  private func files(_ runs: [Run]) throws -> ExportedFiles { try AsvExport.files(of: ExportSamples.data(runs)) }

  private func definitions(_ runs: [Run]) throws -> JSON {
    let file = try #require(try files(runs).files.first { $0.path == "benchmarks.json" })
    return try JSON(parsing: Array(file.text.utf8))
  }
}
