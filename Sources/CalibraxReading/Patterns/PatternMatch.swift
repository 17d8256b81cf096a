/// Where a pattern was found, in bytes of UTF-8.
package struct PatternMatch: Equatable, Sendable {
  /// All of it.
  package var whole: Range<Int>
  /// Its first group; `nil` where it has none, or found it without.
  package var group: Range<Int>?
}
