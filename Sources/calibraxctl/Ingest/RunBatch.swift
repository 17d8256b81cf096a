import CalibraxAPI
import CalibraxClient
import CalibraxModel

/// Runs that go to the server together: what reaches the disk together costs little more than one.
struct RunBatch {
  /// As many as a server syncs at a time.
  private static let runs = 64
  /// Values and samples, some ten bytes each.
  private static let values = 200_000

  private let client: BlockingClient
  private let replace: Bool
  private var waiting: [Ingest.Params] = []
  private var weight = 0

  init(_ client: BlockingClient, replace: Bool) {
    self.client = client
    self.replace = replace
  }

  /// Takes a run.
  ///
  /// - Returns: The answers to runs that were sent now, in their order.
  mutating func add(
    _ run: Run
  ) throws(ClientError) -> [Result<Ingest.Result, ClientError>] {
    var params = Ingest.Params()
    params.run = run
    params.replace = replace
    waiting.append(params)
    for point in run.points {
      for metric in point.metrics { weight += 1 + (metric.value.samples?.count ?? 0) }
    }
    return waiting.count >= Self.runs || weight >= Self.values ? try send() : []
  }

  /// Sends what waits.
  mutating func send() throws(ClientError) -> [Result<Ingest.Result, ClientError>] {
    defer { (waiting, weight) = ([], 0) }
    return try client.call(Ingest.self, batch: waiting)
  }
}
