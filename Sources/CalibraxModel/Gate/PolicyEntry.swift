public import CalibraxJSON

/// A policy as people write it into config.json: only what is not usual.
public struct PolicyEntry: JSONReadable, JSONWritable, Equatable, Sendable {
  /// The policy.
  public var policy: GatePolicy

  private static let usual = JSON(writing: GatePolicy())

  /// An entry of a policy.
  public init(_ policy: GatePolicy) { self.policy = policy }

  /// Reads the policy.
  public init(json: borrowing JSONView) throws(JSONError) { policy = try GatePolicy(json: json) }

  /// That of the policy.
  public static var schema: JSON { GatePolicy.schema }

  /// Writes the members that are not usual.
  public func write(to writer: inout JSONWriter) {
    var members = OrderedMap<JSON>()
    for member in JSON(writing: policy).members ?? [:] where member.value != Self.usual[member.key] {
      members[member.key] = member.value
    }
    members.write(to: &writer)
  }
}
