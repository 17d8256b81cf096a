public import CalibraxAPI
public import CalibraxRPC

extension Ping: ReadMethod {
  /// Answers.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result { Result() }
}
