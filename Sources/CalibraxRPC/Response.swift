public import CalibraxJSON

extension JSONWriter {
  /// Writes the response that carries a result, without the end of the line.
  public mutating func response(to id: RequestID, result: some JSONWritable) {
    raw("{\"jsonrpc\":\"2.0\",\"id\":")
    raw(id.source.span)
    raw(",\"result\":")
    result.write(to: &self)
    raw("}")
  }

  /// Writes the response that carries an error, without the end of the line.
  public mutating func response(to id: RequestID, error: RPCError) {
    raw("{\"jsonrpc\":\"2.0\",\"id\":")
    raw(id.source.span)
    raw(",\"error\":")
    error.write(to: &self)
    raw("}")
  }
}
