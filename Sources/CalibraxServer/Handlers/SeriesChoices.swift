import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC
import CalibraxStore

extension State {
  /// The values of the metric that parameters name, oldest first.
  ///
  /// - Parameter member: The member that the numbers could have been given in.
  borrowing func values(of choice: some SeriesChoice, inPlaceOf member: String) throws(RPCError) -> [TrendPoint] {
    guard let metric = choice.metric else {
      throw RPCError(
        .invalidParams, "params.\(member): is missing", path: "params.\(member)",
        hint: "Give \(member), or metric and point.")
    }
    guard let point = choice.point else {
      throw RPCError(
        .invalidParams, "params.point: is missing", path: "params.point", hint: "Name the point that has the metric.")
    }
    let values = store.trend(
      TrendQuery(metric: metric, point: point, tags: choice.tags, runs: choice.runs, branch: choice.branch))
    guard !values.isEmpty else {
      throw RPCError(
        .notFound, "No run has a value of the metric \"\(metric)\" for such a point \"\(point)\".",
        path: "params.metric", hint: "getRun shows the points and metrics of a run.")
    }
    return values
  }
}

extension SeriesChoice {
  /// Refuses to be told of a metric beside numbers.
  func refuse(beside member: String) throws(RPCError) {
    let naming: [(name: String, isGiven: Bool)] = [
      ("metric", metric != nil), ("point", point != nil), ("tags", !tags.isEmpty), ("n_runs", runs != nil),
      ("branch", branch != nil),
    ]
    for given in naming where given.isGiven { try refuseBoth(given.name, given.name, member) }
  }
}
