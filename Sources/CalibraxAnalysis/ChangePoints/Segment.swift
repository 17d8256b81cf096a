/// A stretch of a series between two changes.
struct Segment {
  /// The fewest values that are one: fewer are a spike.
  static let leastCount = 3

  /// The places of its values.
  let places: Range<Int>
  /// Their mean.
  let mean: Double
  /// The sum of the squares of their deviations from it.
  let squares: Double
  /// The sum of the products of each deviation with the one before.
  let lagged: Double

  init(_ values: [Double], _ places: Range<Int>) {
    self.places = places
    (mean, squares, lagged) = values.withUnsafeBufferPointer { values in
      var sum = 0.0
      for place in places { sum += values[place] }
      let mean = sum / Double(max(1, places.count))
      var (squares, lagged, last) = (0.0, 0.0, 0.0)
      for place in places {
        let deviation = values[place] - mean
        squares += deviation * deviation
        lagged += deviation * last
        last = deviation
      }
      return (mean, squares, lagged)
    }
  }

  var count: Double { Double(places.count) }
}
