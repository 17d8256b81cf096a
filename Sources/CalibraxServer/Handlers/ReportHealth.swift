public import CalibraxAPI
import CalibraxJSON
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension ReportHealth: ComputeMethod {
  /// Answers with how well pipelines do now.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> HealthReport {
    var lost: [String: Int] = [:]
    for id in state.signs.lost {
      if let execution = state.monitoring.executions[id] { lost[execution.pipelineName, default: 0] += 1 }
    }
    let (pipelines, failed) = (state.monitoring.pipelines, lost)
    return { () throws(RPCError) in
      let report = pipelines.report(on: Set(params.pipelines), lost: failed)
      if let missing = params.pipelines.first(where: { report.pipelines[$0] == nil }) {
        throw RPCError(
          .notFound, "There is no pipeline \"\(missing)\".", path: "params.pipelines",
          hint: "healthReport without pipelines shows those there are.")
      }
      return report
    }
  }
}
