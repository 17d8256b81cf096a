import CalibraxAPI

/// What the server must know before the samples that follow; executions and series have numbers of this client.
enum Announcement: Sendable {
  case opened(execution: Int, StartExecution.Params)
  case defined(series: Int, execution: Int, DefineMetric.Params)
  case closed(execution: Int, FinishExecution.Params)
}
