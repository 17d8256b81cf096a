public import CalibraxModel

/// The items, recording how many of them are done as a loop goes over them; see ``progress(_:key:group:total:)``.
public struct ProgressSequence<Base: Sequence>: Sequence {
  fileprivate let base: Base
  fileprivate let key: String
  fileprivate let group: MetricGroup?
  fileprivate let total: Int?

  /// Begins a loop.
  public func makeIterator() -> Iterator {
    Iterator(base: base.makeIterator(), loop: ProgressLoop(key, group, total: total))
  }

  /// At least so many items.
  public var underestimatedCount: Int { base.underestimatedCount }

  /// A loop over the items.
  public struct Iterator: IteratorProtocol {
    fileprivate var base: Base.Iterator
    fileprivate let loop: ProgressLoop

    /// The next item; the one before is done.
    public mutating func next() -> Base.Element? {
      loop.finishItem()
      guard let item = base.next() else {
        loop.end(.complete)
        return nil
      }
      loop.beginItem()
      return item
    }
  }
}

extension ProgressSequence: Sendable where Base: Sendable {}

/// The items, recording how many of them are done as a loop goes over them: 0 when the loop begins, then each item when
/// the next one is asked for. Items are taken when they are needed, never before.
///
/// ```swift
/// for file in progress(files, key: "files") { try convert(file) }
/// ```
///
/// How the loop ended is one sample of the series `KEY.end`: see ``ProgressEnd``. Each loop has its own series: while
/// another loop of the same key goes on, or after one that had another total, it is `KEY 2`, and so on.
///
/// - Parameters:
///   - total: How many items there will be; one below 0 counts as not known. When it is `nil`, it is the count of what
///     knows it without looking at its items: random-access collections such as arrays and ranges, sets and
///     dictionaries.
public func progress<Items: Sequence>(
  _ items: Items, key: String = "progress", group: MetricGroup? = nil, total: Int? = nil
) -> ProgressSequence<Items> {
  ProgressSequence(base: items, key: key, group: group, total: total ?? knownCount(of: items))
}
