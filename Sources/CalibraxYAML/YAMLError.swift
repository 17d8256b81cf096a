/// A place in a text, both from 1; columns count characters (Unicode scalars).
public struct YAMLMark: Equatable, Sendable {
  /// The line.
  public var line: Int
  /// The column.
  public var column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension YAMLMark: CustomStringConvertible {
  /// `line 3, column 7`.
  public var description: String { "line \(line), column \(column)" }
}

/// Why a text cannot be read as YAML, where, and what to do about it.
public struct YAMLError: Error, Equatable, Sendable {
  /// What was found, and what to do: ``a tab in the indentation; use spaces``.
  public var message: String
  /// Where that is.
  public var mark: YAMLMark

  /// An error at a place.
  public init(_ message: String, at mark: YAMLMark) {
    self.message = message
    self.mark = mark
  }
}

extension YAMLError: CustomStringConvertible {
  /// The place and the message.
  public var description: String { "\(mark): \(message)" }
}
