public import CalibraxJSON
public import CalibraxRPC

/// Shows who a connection is.
public enum Authenticate: Method {
  /// The name on the wire.
  public static let name = "authenticate"
  /// What it does.
  public static let summary =
    "Shows the server a token; from then on the connection may do what the token's role allows."
  /// Errors of its own.
  public static let errors: [RPCError.Code] = [.unauthenticated]

  /// The token.
  public struct Params: Record {
    /// The token.
    public var token = ""

    /// Parameters to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Params> = [
      .required("token", \.token, "A token of the server's token file.")
    ]
  }

  /// What the connection may do now.
  public struct Result: Record {
    /// The token's role.
    public var role = Role.reader

    /// A result to be filled in.
    public init() {}

    /// The members.
    public static let fields: Fields<Result> = [
      .required("role", \.role, "The token's role: a reader changes nothing, a writer may call every method.")
    ]
  }
}

/// What a connection may do.
public enum Role: String, CaseIterable, Sendable, JSONReadable, JSONWritable {
  /// Whatever changes nothing.
  case reader
  /// Everything.
  case writer
}
