import CalibraxJSON
import CalibraxMonitoring
import CalibraxModel
public import CalibraxAPI
public import CalibraxRPC
import CalibraxStore
import Glibc

extension ServerInfo: ReadMethod {
  /// Answers with what the server knows of itself now.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    var info = state.info
    info.pid = Int(getpid())
    info.uptimeSeconds = Int(state.clock.uptime() - state.started)
    info.store = state.store.report
    info.store.executions = state.monitoring.executions.count
    info.store.series = state.series.seriesCount
    info.store.damaged += state.series.damaged
    info.alertHandlers = state.dispatcher?.reports ?? []
    for (method, counts) in zip(allMethods, state.counts) { info.methods[method.name] = counts }
    return info
  }
}
