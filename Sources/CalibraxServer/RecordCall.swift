import CalibraxAPI
import CalibraxJSON
import CalibraxRPC
import CalibraxStore

extension CallTable {
  /// Handles a line that records points of a series, if it is spelt as programs do and nothing stands in its way.
  ///
  /// - Returns: `false` when the line is for the parser.
  @inline(__always)
  mutating func record(_ line: Span<UInt8>, _ session: inout Session) -> Bool {
    guard recordLine.read(line), session.role == .writer, session.pendingWrites == 0, session.replies.count == 0,
      session.pending < limits.pending, state.series.contains(recordLine.series),
      (try? state.series.prepare()) != nil
    else { return false }
    state.series.stage(recordLine.points, of: recordLine.series)
    state.counts[recordNumber].calls += 1
    let (id, count) = (recordLine.id, recordLine.points.count)
    hold(&session) { held in
      held.ids.append(RequestID(id))
      held.lines.appendResponse(id: id, accepted: count)
    }
    return true
  }
}

extension [UInt8] {
  /// Appends the line that answers a request to record.
  fileprivate mutating func appendResponse(id: Int, accepted: Int) {
    var writer = JSONWriter()
    swap(&writer.bytes, &self)
    writer.raw("{\"jsonrpc\":\"2.0\",\"id\":")
    writer.integer(id)
    writer.raw(",\"result\":{\"accepted\":")
    writer.integer(accepted)
    writer.raw(",\"duplicates\":0}}\n")
    swap(&writer.bytes, &self)
  }
}
