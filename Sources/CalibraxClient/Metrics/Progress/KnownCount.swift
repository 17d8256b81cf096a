/// How many items there are; `nil` where finding out takes more than asking, for it may run code of the program, as a
/// lazy filter does.
func knownCount(of items: some Sequence) -> Int? {
  if let items = items as? any RandomAccessCollection { return items.count }
  return (items as? any CountedCollection)?.count
}

/// A collection that knows its count though its items are in no order to step through.
private protocol CountedCollection: Collection {}

extension Set: CountedCollection {}
extension Dictionary: CountedCollection {}
extension Dictionary.Keys: CountedCollection {}
extension Dictionary.Values: CountedCollection {}
