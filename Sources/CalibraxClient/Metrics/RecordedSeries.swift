import CalibraxModel
import Synchronization

/// The series of one execution: which metric records which, and whether their definitions agree.
struct RecordedSeries: Sendable {
  struct Entry: Sendable {
    /// The metric that recorded last; kept, so that no other one gets its identity.
    var metric: Metric
    var identity: ObjectIdentifier
    /// The number of the series in its client.
    let number: Int
    var throttle: Throttle?
  }

  /// What a metric's place was found to be.
  enum Admission: Equatable {
    case known(place: Int)
    /// New, or defined more fully than before.
    case defined(place: Int)
    /// Refused, with what to tell people unless they know.
    case refused(String?)
  }

  private enum Refusal: Hashable {
    case problem(String)
    case conflict(key: String, SeriesDefinition)
  }

  var entries: [Entry] = []
  private var places: [String: Int] = [:]
  /// The places of the metrics that recorded last under their keys.
  private var placesOfMetrics: [ObjectIdentifier: Int] = [:]
  private var definitions = DefinitionTable()
  private var refusals: Set<Refusal> = []

  /// The place of a metric that recorded here last under its key, found without comparing texts.
  @inline(__always)
  func place(of metric: Metric) -> Int? {
    let place = metric.place.load(ordering: .relaxed)
    if place < entries.count && entries[place].identity == ObjectIdentifier(metric) { return place }
    return rememberedPlace(of: metric)
  }

  /// The same when the metric recorded last in another execution, where its place is another one.
  private func rememberedPlace(of metric: Metric) -> Int? {
    guard let place = placesOfMetrics[ObjectIdentifier(metric)] else { return nil }
    metric.place.store(place, ordering: .relaxed)
    return place
  }

  /// Decides on a sample; `nil` when its series has no throttle.
  @inline(__always)
  mutating func offer(_ sample: Sample, at now: Double, in place: Int) -> Throttle.Decision? {
    var entries = entries.mutableSpan
    return entries[place].throttle?.offer(sample, at: now)
  }

  /// Finds or makes the place of a metric.
  mutating func admit(_ metric: Metric, number: () -> Int) -> Admission {
    let refusal =
      metric.problem.map(Refusal.problem) ?? .conflict(key: metric.key, metric.definition)
    if refusals.contains(refusal) { return .refused(nil) }
    let before = definitions[metric.key]
    if let reason = metric.problem ?? conflict(of: metric) {
      refusals.insert(refusal)
      return .refused("\(reason); it is not recorded")
    }
    let place = places[metric.key] ?? entries.count
    metric.place.store(place, ordering: .relaxed)
    placesOfMetrics[ObjectIdentifier(metric)] = place
    if place < entries.count {
      if entries[place].metric !== metric { placesOfMetrics[entries[place].identity] = nil }
      entries[place].metric = metric
      entries[place].identity = ObjectIdentifier(metric)
      return definitions[metric.key] == before ? .known(place: place) : .defined(place: place)
    }
    places[metric.key] = place
    entries.append(
      Entry(
        metric: metric, identity: ObjectIdentifier(metric), number: number(),
        throttle: metric.definition.throttle.map(Throttle.init(rate:))))
    return .defined(place: place)
  }

  /// Takes in a metric's definition, or returns what it contradicts.
  private mutating func conflict(of metric: Metric) -> String? {
    do throws(DefinitionConflict) {
      try definitions.define(metric.key, metric.definition)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
