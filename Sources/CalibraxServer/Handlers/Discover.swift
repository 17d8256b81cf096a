public import CalibraxAPI
public import CalibraxRPC

extension Discover: ReadMethod {
  /// Answers with the document.
  public static func handle(_ params: Params, _ state: borrowing State) throws(RPCError) -> Result { .current }
}
