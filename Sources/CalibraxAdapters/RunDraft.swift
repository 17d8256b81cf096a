import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// A run that an adapter makes.
struct RunDraft {
  /// What it is so far.
  private(set) var run = Run()
  private var places: [PointKey: Int] = [:]

  /// The run's identifier, where what was read has one: such a run is joined with no other.
  var id: String {
    get { run.id }
    set { run.id = newValue }
  }
  var commit: String? {
    get { run.commit }
    set { run.commit = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }
  var branch: String? {
    get { run.branch }
    set { run.branch = newValue.flatMap { $0.isEmpty ? nil : $0 } }
  }
  /// The machine and software; what differs from one run on a machine to the next is metadata.
  var environment: OrderedMap<JSON> {
    get { run.environment }
    set { run.environment = newValue }
  }
  var metadata: OrderedMap<JSON> {
    get { run.metadata }
    set { run.metadata = newValue }
  }

  /// Says when it ran; a text that is no time is left out and reported.
  mutating func date(_ text: String?, at place: String, _ conversion: inout Conversion) {
    guard let text, !text.isEmpty else { return }
    guard Timestamp(text) != nil else {
      conversion.skip(place, "\"\(text)\" is not a time that can be read")
      return
    }
    run.timestamp = text
  }

  /// Says when it ran.
  mutating func date(_ moment: Timestamp) {
    run.timestamp = moment.text
  }

  /// Adds what was measured of a point. Where the point has the metric already, the first counts and the other is
  /// reported.
  mutating func add(
    _ measurement: Measurement, of name: String, scenario: String = "", tags: OrderedMap<String> = [:],
    at place: String, _ conversion: inout Conversion
  ) {
    let index = index(of: name, scenario, tags)
    guard run.points[index].metrics[measurement.metric] == nil else {
      conversion.skip(place, "\(name) has \(measurement.metric) already, and nothing tells the two apart")
      return
    }
    if !run.define(measurement.definition) {
      conversion.note(place, "\(measurement.metric) improves both ways: it is taken for information")
    }
    run.points[index].metrics[measurement.metric] = measurement.converted
  }

  /// Sets a member of a point that no field names.
  mutating func note(_ member: String, _ value: JSON, of name: String, tags: OrderedMap<String> = [:]) {
    run.points[index(of: name, "", tags)].unknownMembers[member] = value
  }

  private mutating func index(of name: String, _ scenario: String, _ tags: OrderedMap<String>) -> Int {
    let key = PointKey(name: name, tags: tags)
    if let index = places[key] { return index }
    var point = Point()
    point.name = name
    point.scenario = scenario
    point.tags = tags
    run.points.append(point)
    places[key] = run.points.count - 1
    return run.points.count - 1
  }
}

extension RunDraft {
  /// Says when it ran, in any of the ways of ``Timestamp/init(lenient:)``; what is none of them is reported.
  mutating func date(lenient text: String, at place: String, _ conversion: inout Conversion) {
    guard let moment = Timestamp(lenient: text) else { return date(text, at: place, &conversion) }
    date(moment)
  }
}
