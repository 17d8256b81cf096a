import CalibraxModel
import Glibc

/// A series on the scale on which its changes are looked for: logarithms where all values are positive, for noise and
/// effects are relative there, else the values themselves; without spikes.
struct LevelSeries {
  /// The values on that scale, spikes replaced; as many as there were.
  let values: [Double]
  /// The values on that scale as they were.
  let valuesWithSpikes: [Double]
  /// The places of spikes, ascending.
  let spikes: [Int]
  /// Whether the scale is logarithmic.
  let isLogarithmic: Bool
  /// The least change of level that is one, on that scale: a thousandth.
  let leastChange: Double

  /// - Parameter values: Finite numbers.
  init(_ values: [Double]) {
    isLogarithmic = values.allSatisfy { $0 > 0 }
    // Squares of the largest numbers must be numbers.
    let largest = values.reduce(0) { max($0, abs($1)) }
    let unit = largest > 1e100 ? largest : 1
    let scaled = isLogarithmic ? values.map { log($0) } : values.map { $0 / unit }
    let cleaning = SpikeCleaning(scaled)
    self.values = cleaning.values
    valuesWithSpikes = scaled
    spikes = cleaning.spikes
    leastChange = isLogarithmic || values.isEmpty ? log1p(1e-3) : 1e-3 * scaled.map { abs($0) }.median
  }

  /// Values taken as they are, of which changes of any size count.
  init(plain values: [Double]) {
    self.values = values
    valuesWithSpikes = values
    spikes = []
    isLogarithmic = false
    leastChange = 0
  }
}
