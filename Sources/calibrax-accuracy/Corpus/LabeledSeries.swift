import CalibraxJSON

/// What happens in a series.
enum SeriesFamily: String, CaseIterable, JSONReadable, JSONWritable, Sendable {
  /// Nothing.
  case null
  /// The level changes once.
  case step
  /// The level changes, and changes back.
  case bump
  /// The level changes four times.
  case multi
  /// The spread changes, the level does not.
  case variance
  /// Four values lie far off.
  case spikes

  /// Those with changes of the level to be found.
  static let changing: [SeriesFamily] = [.step, .bump, .multi]
  /// Those in which whatever is found is false.
  static let unchanging: [SeriesFamily] = [.null, .variance, .spikes]
}

/// A series whose changes are known.
struct LabeledSeries: Record {
  /// The noise that comes from machines and not from a generator.
  static let realNoise = "real"

  /// What its values are spread by.
  var noise = ""
  var family = SeriesFamily.null
  var values: [Double] = []
  /// The index of the first value of every new level.
  var changePoints: [Int] = []
  /// What detectors elsewhere found, by their names.
  var recorded = OrderedMap<[Int]>()

  static let fields: Fields<LabeledSeries> = [
    .required("noise", \.noise, "What its values are spread by."),
    .required("family", \.family, "What happens in it."),
    .required("values", \.values, "The values, in the order they came."),
    .required("change_points", \.changePoints, "The index of the first value of every new level."),
  ]
  static let isOpen = true

  /// Every other member is what a detector found.
  mutating func readUnknown(_ name: String, _ value: borrowing JSONView) throws(JSONError) {
    do throws(JSONError) { recorded[name] = try [Int](json: value) } catch { throw error.under(name) }
  }

  /// Sees that the values are numbers and that changes lie between them.
  func check() throws(JSONError) {
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw JSONError("is not finite").under(index).under("values")
    }
    if let index = changePoints.firstIndex(where: { $0 < 1 || $0 >= values.count }) {
      throw JSONError("lies outside the series").under(index).under("change_points")
    }
  }
}
