public import CalibraxAPI
import CalibraxDashboard
import CalibraxJSON
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension SetBenchmark: WriteMethod {
  /// Takes the benchmark; credentials are nobody else's business and not kept.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    // A file is named for it, in which each byte may take three characters.
    try checkText(params.name, "name", limit: 80)
    if let control = params.name.unicodeScalars.first(where: { $0.properties.generalCategory == .control }) {
      throw RPCError(
        .invalidParams, "params.name: holds the control character \(control.value)", path: "params.name",
        hint: "Give a name that people can read.")
    }
    guard case .object = params.configuration else {
      throw RPCError(
        .invalidParams, "params.configuration: expected an object", path: "params.configuration",
        hint: "Give the configuration of one benchmark, as in benchmarks.yaml below its key.")
    }
    var benchmark = params
    benchmark.configuration = params.configuration.withoutCredentials
    let name = params.name
    return PlannedWrite(.setBenchmark(benchmark)) { outcome in
      var result = Result()
      (result.name, result.created) = (name, outcome.created)
      return result
    }
  }
}

extension DeleteBenchmark: WriteMethod {
  /// Names the benchmark.
  public static func plan(_ params: Params, _ state: borrowing State) throws(RPCError) -> PlannedWrite<Result> {
    PlannedWrite(.deleteBenchmark(params.name)) { _ in Result() }
  }
}
