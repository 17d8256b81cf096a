public import CalibraxAPI
import CalibraxModel
public import CalibraxRPC
import CalibraxStore

extension ListRuns: ReadMethod {
  /// Answers with a part of the list.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result {
    var filter = RunFilter()
    filter.branch = params.branch
    filter.commit = params.commit
    filter.tags = params.tags
    filter.point = params.point
    filter.since = try moment(params.since, "since")
    filter.until = try moment(params.until, "until")
    let page = state.store.page(filter, after: try cursor(params.cursor), limit: params.limit)
    var result = Result()
    result.runs = page.runs
    result.nextCursor = page.next?.text
    return result
  }

  private static func cursor(_ text: String?) throws(RPCError) -> RunCursor? {
    guard let text else { return nil }
    guard let cursor = RunCursor(text) else {
      throw RPCError(
        .invalidParams, "params.cursor: \"\(text)\" is not a cursor", path: "params.cursor",
        hint: "Give the next_cursor of the part before, unchanged.")
    }
    return cursor
  }
}
