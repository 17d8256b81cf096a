import CalibraxAPI
import CalibraxClient
import CalibraxModel

extension Collector {
  /// Tells benchmarks of mistakes in files that their configurations were in, and are not to be found any more.
  ///
  /// - Parameter names: The benchmarks that are configured.
  func tell(_ messages: [BenchmarkMessage], of names: [String], _ client: BlockingClient) throws(ClientError) {
    let files = Set(messages.filter { $0.severity >= .error && $0.benchmark.isEmpty }.map(\.file))
    guard !files.isEmpty else { return }
    let overview = try client.call(ShowBenchmarks.self, ShowBenchmarks.Params())
    for head in overview.benchmarks where !names.contains(head.name) {
      guard var stored = try known(head.name, client), let file = stored.configurationFile, files.contains(file) else {
        continue
      }
      stored.messages.removeAll { $0.file == file }
      for var message in messages where message.file == file {
        (message.benchmark, message.time) = (stored.name, now)
        stored.messages.append(message)
      }
      _ = try client.call(SetBenchmark.self, stored)
    }
  }
}
