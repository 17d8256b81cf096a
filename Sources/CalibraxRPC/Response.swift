public import CalibraxJSON

extension JSONWriter {
  /// Writes the response that carries a result, without the end of the line.
  public mutating func response(to id: RequestID, result: some JSONWritable) {
    raw("{\"jsonrpc\":\"2.0\",\"id\":")
    self.id(id)
    raw(",\"result\":")
    result.write(to: &self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes the response that carries an error, without the end of the line.
  public mutating func response(to id: RequestID, error: RPCError) {
    raw("{\"jsonrpc\":\"2.0\",\"id\":")
    self.id(id)
    raw(",\"error\":")
    error.write(to: &self)
    bytes.append(UInt8(ascii: "}"))
  }
}
