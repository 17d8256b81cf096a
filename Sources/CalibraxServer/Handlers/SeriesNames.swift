import CalibraxMonitoring
import CalibraxModel
import CalibraxRPC
import CalibraxStore

/// What a request names a series by, and where in the request it does.
struct SeriesReference {
  var series: Int?
  var execution: String?
  var key: String?
  /// `params`, or a place in it.
  var path = "params"

  /// The series; `nil` when it has a name that is free.
  func find(_ state: borrowing State) throws(RPCError) -> Int? {
    if let series {
      guard key == nil, execution == nil else {
        throw RPCError(
          .invalidParams, "\(path).series: given beside \(key == nil ? "execution_id" : "key")", path: path + ".series",
          hint: "Give series, or execution_id and key.")
      }
      guard state.series.contains(series) else {
        throw RPCError(
          .notFound, "There is no series \(series).", path: path + ".series",
          hint: "Use the number that defineMetric or listSeries answered.")
      }
      return series
    }
    return state.series.series(try name(state))
  }

  /// The series that must be there.
  func existing(_ state: borrowing State) throws(RPCError) -> Int {
    if let series = try find(state) { return series }
    let name = try name(state)
    throw RPCError(
      .notFound, "The execution \"\(name.execution)\" has no series \"\(name.key)\".", path: path + ".key",
      hint: "listSeries shows the series there are.")
  }

  /// The name of a series that may be new: its execution is there.
  func name(_ state: borrowing State) throws(RPCError) -> SeriesName {
    guard let key else {
      throw RPCError(
        .invalidParams, "\(path).key: is missing", path: path + ".key",
        hint: "Name a series by series, or by key and execution_id.")
    }
    guard !key.isEmpty, key.utf8.count <= 512 else {
      throw RPCError(
        .invalidParams, "\(path).key: must have 1 to 512 bytes", path: path + ".key",
        hint: "Give the metric a short name; tell more with its group and scale.")
    }
    let execution = execution ?? Execution.alwaysOpen
    let isRecorded = state.series.execution(execution) != nil
    let isKnown = state.monitoring.executions[execution] != nil
    guard execution == Execution.alwaysOpen || isRecorded || isKnown else {
      throw RPCError(
        .notFound, "There is no execution \"\(execution)\".", path: path + ".execution_id",
        hint: "Begin it with startExecution.")
    }
    return SeriesName(execution: execution, key: key)
  }
}
