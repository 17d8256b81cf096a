/// Why values cannot be validated, and where the reason is.
public struct ValidationError: Error, Equatable, Sendable {
  /// What is wrong, or misses.
  public enum Place: Equatable, Sendable {
    /// A member of the rule.
    case parameter(String)
    /// A value, by its index.
    case value(Int)
    /// The x of a value, by its index.
    case x(Int)
  }

  /// What was wrong, as a phrase.
  public var message: String
  /// Where.
  public var place: Place
  /// What to do about it.
  public var hint: String?
  /// The rule, by its index.
  public var rule = 0

  /// An error.
  public init(_ message: String, at place: Place, hint: String? = nil) {
    self.message = message
    self.place = place
    self.hint = hint
  }
}
