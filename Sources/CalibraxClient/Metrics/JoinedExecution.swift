package import CalibraxAPI

/// An execution that a program takes part in under an identifier that it chose, and that somebody else may have begun:
/// what is recorded is delivered as ``Metric`` promises, and the execution lives as long as somebody holds this. Whoever
/// ends it says so to the server.
package struct JoinedExecution: Sendable {
  private let client: MetricsClient
  private let recorder: ExecutionRecorder

  /// Takes part in an execution; `nil` for a client without a server.
  ///
  /// - Parameter params: With an identifier.
  package init?(_ params: StartExecution.Params, through client: MetricsClient) {
    guard let intake = client.intake else { return nil }
    self.client = client
    recorder = ExecutionRecorder(params, intake)
    recorder.open()
  }

  /// Records a value.
  package func record(_ metric: Metric, _ value: Double, at: Double) {
    recorder.record(metric, value, at: at)
  }
}
