import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxDashboard

@Suite struct HealthPageTests {
  private func pipeline(_ recent: Double, baseline: Double?, _ health: Health = .healthy) -> PipelineHealth {
    var pipeline = PipelineHealth()
    (pipeline.totalExecutions, pipeline.successRate, pipeline.health) = (3, 2.0 / 3, health)
    (pipeline.recentExecutionTime, pipeline.meanExecutionTime, pipeline.baseline) = (recent, 0.1, baseline)
    (pipeline.p50ExecutionTime, pipeline.p95ExecutionTime, pipeline.p99ExecutionTime) = (0.1, 0.2, 0.3)
    return pipeline
  }

  private func page(_ pipelines: OrderedMap<PipelineHealth>, _ resources: OrderedMap<MetricHistory> = [:]) -> Page {
    var report = HealthReport()
    (report.pipelines, report.overallHealth) = (pipelines, .degraded)
    return .health(report, resources: resources, isMonitoring: false)
  }

  private func row(_ page: Page, _ id: String) -> [String] {
    page.markup[id].flatMap { Markup($0.content).all("tbody").first }
      .map { Markup($0.content).elements.filter { ["td", "th"].contains($0.name) }.map(\.text) } ?? []
  }

  @Test func everyPipelineIsARow() {
    let page = page(["inference": pipeline(0.15, baseline: 0.1, .degraded)])
    #expect(page.markup.isSound && page.path.file == "health.html")
    #expect(page.markup["overall"]?.text == "degraded")
    #expect(
      row(page, "pipelines")
        == ["inference", "degraded", "3", "66.7 %", "0.1", "0.15 +50.0%", "0.1", "0.1", "0.2", "0.3"])
  }

  @Test(
    arguments: [
      (0.15, 0.1, "0.15 +50.0%"), (0.05, 0.1, "0.05 -50.0%"), (0.1, 0.1, "0.1"), (0.1, nil, "0.1"), (0.1, 0, "0.1"),
      (0.10004, 0.1, "0.10004"), (.nan, 0.1, "–"),
    ] as [(Double, Double?, String)])
  func theLatestTimeIsHeldAgainstTheBaseline(_ recent: Double, _ baseline: Double?, _ shown: String) {
    let cells = row(page(["p": pipeline(recent, baseline: baseline)]), "pipelines")
    #expect(cells.count == 10 && cells[5] == shown)
  }

  @Test func whatIsMonitoredIsARow() {
    var history = MetricHistory()
    (history.latest, history.min, history.mean, history.max, history.samples) = (2, 1, 1.5, 3, 4)
    #expect(row(page([:], ["cpu": history]), "resources") == ["cpu", "2", "1", "1.5", "3", "4"])
  }

  @Test func withoutAnyItSaysWhatIsMissing() {
    let empty = page([:])
    #expect(empty.markup.isSound && empty.markup.all("table").isEmpty)
    #expect(
      empty.markup.all("code").map(\.text) == [
        "calibraxctl exec --pipeline NAME -- PROGRAM", "calibraxctl monitor start",
      ])
    let begun = Page.health(HealthReport(), resources: [:], isMonitoring: true)
    #expect(begun.markup["resources"]?.text == "Nothing read yet.")
  }

  @Test(arguments: HostileTexts.all) func namesAreTexts(_ text: String) {
    let page = page([text: pipeline(.infinity, baseline: .nan)], [text: MetricHistory()])
    #expect(page.markup.isSound && page.markup.all("script").isEmpty)
    #expect(page.markup.all("tbody").count == 2)
  }
}
