import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// The history of an execution: every sample once, in the order of x.
@Suite struct SeriesContentTests {
  private func series(_ key: String, _ samples: [(Double, Double)]) -> ExportedSeries {
    var series = ExportedSeries()
    series.key = key
    series.samples = samples.map { Sample(at: $0.0, value: $0.1) }
    return series
  }

  private func rows(_ series: [ExportedSeries]) -> [OrderedMap<JSON>] {
    SeriesContent.history(series).flatMap { command -> [OrderedMap<JSON>] in
      guard case .log(let rows) = command else { return [] }
      return rows
    }
  }

  @Test func seriesShareTheRowsOfOneX() {
    #expect(
      rows([series("loss", [(0, 2.5), (1, 1.25)]), series("accuracy", [(1, 0.5), (2, 0.75)])]) == [
        ["at": 0.0, "loss": 2.5], ["at": 1.0, "loss": 1.25, "accuracy": 0.5], ["at": 2.0, "accuracy": 0.75],
      ])
  }

  @Test func whatASeriesHasTwiceAtOneXHasTwoRows() {
    #expect(
      rows([series("a", [(1, 1), (1, 2), (1, 3)]), series("b", [(1, 4), (1, 5)])]) == [
        ["at": 1.0, "a": 1.0, "b": 4.0], ["at": 1.0, "a": 2.0, "b": 5.0], ["at": 1.0, "a": 3.0],
      ])
  }

  @Test func aSeriesCalledAsTheAxisKeepsItsValues() {
    #expect(rows([series("at", [(1, 7)])]) == [["at": 1.0, "at/value": 7.0]])
    #expect(SeriesContent.definition(of: "at") == .define(key: "at/value", x: "at"))
    #expect(SeriesContent.definition(of: "loss") == .define(key: "loss", x: "at"))
  }

  @Test func longHistoriesAreToldInParts() {
    let samples = (0..<2_500).map { (Double($0), 1.0) }
    let commands = SeriesContent.history([series("a", samples)])
    #expect(commands.count == 3)
    #expect(rows([series("a", samples)]).count == 2_500)
    #expect(SeriesContent.history([]).isEmpty)
  }

  @Test(arguments: [(ExecutionState.succeeded, 0), (.running, 0), (.failed, 1), (.lost, 1)])
  func anExecutionEndsInWAndBAsItDidHere(_ state: ExecutionState, _ code: Int) {
    var execution = Execution()
    (execution.executionID, execution.pipelineName, execution.state) = ("e1", "train", state)
    execution.tags = ["model": "small"]
    let content = SeriesContent.head(of: execution)
    #expect(content.exitCode == code)
    #expect(content.config["pipeline_name"] == "train")
    #expect(content.config["tags"] == ["model": "small"])
  }
}
