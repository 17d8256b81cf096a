public import CalibraxAPI
public import CalibraxRPC

extension Authenticate: StreamMethod {
  /// Finds the token's role.
  public static func handle(
    _ params: Params, _ state: inout State, _ session: inout Session
  ) throws(RPCError) -> Result {
    var result = Result()
    guard let tokens = state.tokens else {
      // Where everybody may do everything any token will do.
      result.role = .writer
      return result
    }
    guard let role = tokens.role(of: params.token) else {
      throw RPCError(
        .unauthenticated, "There is no such token.", path: "params.token",
        hint: "Use a token of the file that the server was started with, --token-file.")
    }
    session.role = role
    result.role = role
    return result
  }
}
