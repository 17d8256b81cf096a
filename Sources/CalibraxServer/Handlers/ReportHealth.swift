public import CalibraxAPI
import CalibraxJSON
public import CalibraxModel
import CalibraxMonitoring
public import CalibraxRPC

extension ReportHealth: ReadMethod {
  /// Answers with how well pipelines do now.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> HealthReport {
    var lost: [String: Int] = [:]
    for id in state.signs.lost {
      if let execution = state.monitoring.executions[id] { lost[execution.pipelineName, default: 0] += 1 }
    }
    let report = state.monitoring.pipelines.report(on: params.pipelines, lost: lost)
    if let missing = params.pipelines.first(where: { report.pipelines[$0] == nil }) {
      throw RPCError(
        .notFound, "There is no pipeline \"\(missing)\".", path: "params.pipelines",
        hint: "healthReport without pipelines shows those there are.")
    }
    return report
  }
}
