import CalibraxAPI
import CalibraxModel

@testable import calibraxctl

/// An execution that began at the first second of 1970.
func execution(_ id: String, _ state: ExecutionState = .running) -> Execution {
  var execution = Execution()
  (execution.executionID, execution.pipelineName, execution.state) = (id, "train", state)
  execution.startedAt = "1970-01-01T00:00:00"
  return execution
}

/// A series as a server lists it.
func head(
  _ key: String, of execution: String = "e", _ group: MetricGroup? = nil, _ scale: MetricScale? = nil
) -> SeriesHead {
  var head = SeriesHead()
  (head.executionID, head.key, head.group, head.scale) = (execution, key, group, scale)
  return head
}

/// What a server answers to a query of a series.
func answer(_ values: [Double]) -> QuerySeries.Result {
  var result = QuerySeries.Result()
  result.points = values.enumerated().map { Sample(at: Double($0.offset), value: $0.element) }
  (result.count, result.total) = (values.count, values.count)
  return result
}

/// Samples as an event tells of them, at the places where they come in their series.
func part(_ key: String, of execution: String = "e", first: Int, _ values: [Double]) -> SamplesEvent.Part {
  var part = SamplesEvent.Part()
  (part.executionID, part.key, part.first) = (execution, key, first)
  part.points = values.enumerated().map { Sample(at: Double(first + $0.offset), value: $0.element) }
  return part
}

func event(_ parts: SamplesEvent.Part...) -> SamplesEvent {
  var event = SamplesEvent()
  event.series = parts
  return event
}

/// An execution with series, as they are followed.
func followed(_ execution: Execution, _ series: [(SeriesHead, [Double])]) -> FollowedExecution {
  var followed = FollowedExecution(execution)
  for (head, values) in series {
    var head = head
    head.last = answer(values).points.last
    var series = FollowedSeries(head)
    series.fill(head, answer(values), at: 0)
    followed[head.key] = series
  }
  return followed
}
