/// Why a JSON value is not what its reader needs, and where in the document.
public struct JSONError: Error, Equatable, Sendable {
  /// What was wrong, as a phrase: `expected a number, found a string`.
  public var message: String
  /// Where: `points[3].metrics.latency.value`; empty for the value itself.
  public var path: String
  /// What to do about it, where that is known.
  public var hint: String?

  /// An error at the value being read.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.path = ""
    self.hint = hint
  }

  /// The same error seen from the object that holds the value under a key.
  public func under(_ key: String) -> JSONError {
    var error = self
    error.path = key + (path.isEmpty || path.hasPrefix("[") ? "" : ".") + path
    return error
  }

  /// The same error seen from the array that holds the value.
  public func under(_ index: Int) -> JSONError {
    under("[\(index)]")
  }

  /// What was wrong, with the place before it.
  public var sentence: String { (path.isEmpty ? "" : path + ": ") + message }

  @usableFromInline
  static func expected(_ kind: String, found view: borrowing JSONView) -> JSONError {
    JSONError("expected \(kind), found \(view.kind)")
  }
}
