public import CalibraxModel

/// The items, recording how many of them are done as a loop goes over them; see ``progress(_:key:group:total:)``.
public struct AsyncProgressSequence<Base: AsyncSequence>: AsyncSequence {
  fileprivate let base: Base
  fileprivate let key: String
  fileprivate let group: MetricGroup?
  fileprivate let total: Int?

  /// Begins a loop.
  public func makeAsyncIterator() -> Iterator {
    Iterator(base: base.makeAsyncIterator(), loop: ProgressLoop(key, group, total: total))
  }

  /// A loop over the items.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: Base.AsyncIterator
    fileprivate let loop: ProgressLoop

    /// The next item; the one before is done.
    public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(Base.Failure) -> Base
      .Element?
    {
      loop.finishItem()
      do throws(Base.Failure) {
        guard let item = try await base.next(isolation: actor) else {
          loop.end(Task.isCancelled ? .stopped : .complete)
          return nil
        }
        loop.beginItem()
        return item
      } catch {
        loop.end(error is CancellationError ? .stopped : .failed)
        throw error
      }
    }

    /// The next item; the one before is done.
    public mutating func next() async throws(Base.Failure) -> Base.Element? {
      try await next(isolation: nil)
    }
  }
}

extension AsyncProgressSequence: Sendable where Base: Sendable {}

/// The items, recording how many of them are done as a loop goes over them, as for a sequence that does not wait. A loop
/// whose items fail to come ends ``ProgressEnd/failed``.
///
/// - Parameters:
///   - total: How many items there will be, if that is known; one below 0 counts as not known.
public func progress<Items: AsyncSequence>(
  _ items: Items, key: String = "progress", group: MetricGroup? = nil, total: Int? = nil
) -> AsyncProgressSequence<Items> {
  AsyncProgressSequence(base: items, key: key, group: group, total: total)
}
