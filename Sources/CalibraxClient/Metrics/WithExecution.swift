import CalibraxAPI
public import CalibraxJSON

/// Runs something as an execution of its own: metrics that are recorded in it, in its child tasks too, belong to the
/// execution, and their x-value is the seconds since its start unless they say otherwise.
///
/// When the body ends, so does the execution, with the time it took; an error that the body throws marks it as failed and
/// is thrown on. Detached tasks and threads that the body starts are not in it.
///
/// - Parameters:
///   - pipelineName: What is executed.
///   - tags: What tells the execution from others.
///   - metadata: What else is known of it.
public func withExecution<Value, Failure: Error>(
  _ pipelineName: String, tags: OrderedMap<String> = [:], metadata: OrderedMap<JSON> = [:],
  _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  guard let execution = ExecutionRecorder.starting(pipelineName, tags, metadata) else { return try body() }
  let result = ExecutionRecorder.$current.withValue(execution) { Result(catching: body) }
  execution.close(success: result.isSuccess)
  return try result.get()
}

/// The same for a body that waits.
public func withExecution<Value, Failure: Error>(
  _ pipelineName: String, tags: OrderedMap<String> = [:], metadata: OrderedMap<JSON> = [:],
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws(Failure) -> Value
) async throws(Failure) -> Value {
  guard let execution = ExecutionRecorder.starting(pipelineName, tags, metadata) else { return try await body() }
  let result = await ExecutionRecorder.$current.withValue(execution) {
    do throws(Failure) {
      return Result<Value, Failure>.success(try await body())
    } catch {
      return .failure(error)
    }
  }
  execution.close(success: result.isSuccess)
  return try result.get()
}

/// Records what a body records outside any execution of its own, and the executions in it, by a client of one's choice.
public func withMetricsClient<Value, Failure: Error>(
  _ client: MetricsClient, _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  try ExecutionRecorder.$current.withValue(client.execution) { Result(catching: body) }.get()
}

/// The same for a body that waits.
public func withMetricsClient<Value, Failure: Error>(
  _ client: MetricsClient, isolation: isolated (any Actor)? = #isolation, _ body: () async throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result = await ExecutionRecorder.$current.withValue(client.execution) {
    do throws(Failure) {
      return Result<Value, Failure>.success(try await body())
    } catch {
      return .failure(error)
    }
  }
  return try result.get()
}

extension ExecutionRecorder {
  /// A new execution of the client that records here; `nil` when there is no server.
  fileprivate static func starting(
    _ pipelineName: String, _ tags: OrderedMap<String>, _ metadata: OrderedMap<JSON>
  ) -> ExecutionRecorder? {
    guard let intake = current?.intake ?? MetricsClient.shared.intake else { return nil }
    var params = StartExecution.Params(newNamed: pipelineName)
    params.tags = tags
    params.metadata = metadata
    let execution = ExecutionRecorder(params, intake)
    execution.open()
    return execution
  }
}

extension Result {
  fileprivate var isSuccess: Bool {
    if case .success = self { true } else { false }
  }
}
