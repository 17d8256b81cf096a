public import CalibraxAPI
import CalibraxAnalysis
public import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension Summary: ComputeMethod {
  /// Takes the run, or has its file read where samples are judged.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> RunSummary {
    let run = try state.run(params.runID, or: params.run)
    let definitions = state.store.definitions
    var objectives: [ServiceLevelObjective] = []
    var problem: String?
    // What a run measured can be told whatever is wrong with the objectives.
    do throws(RPCError) { objectives = try state.objectives() } catch { problem = error.message }
    let reader = objectives.isEmpty ? nil : try state.runReader(params.runID, or: params.run)
    return { [objectives, problem] () throws(RPCError) in
      var summary = summarize(try reader?() ?? run, definitions: definitions, objectives: objectives)
      summary.objectivesProblem = problem
      return summary
    }
  }
}
