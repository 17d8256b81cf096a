public import CalibraxJSON

/// A method of the protocol, written once: everything else about it follows from this.
public protocol Method: SendableMetatype {
  /// The parameters; an object.
  associatedtype Params: Record
  /// The result.
  associatedtype Result: JSONReadable & JSONWritable & Sendable
  /// The name on the wire, camelCase.
  static var name: String { get }
  /// What it does, a sentence.
  static var summary: String { get }
  /// The errors it can answer beside those that any request can.
  static var errors: [RPCError.Code] { get }
  /// Whether calling it twice with these parameters does no more than calling it once, so that a client that did not
  /// hear the answer may ask again.
  static func isRepeatable(_ params: Params) -> Bool
}

extension Method {
  /// No errors of its own.
  public static var errors: [RPCError.Code] { [] }
  /// It is.
  public static func isRepeatable(_ params: Params) -> Bool { true }
}

/// Parameters of a method that takes none, or a result that says nothing but success: `{}`.
public struct Empty: Record, Equatable {
  /// Nothing.
  public init() {}
  /// No members.
  public static let fields: Fields<Empty> = []
}
