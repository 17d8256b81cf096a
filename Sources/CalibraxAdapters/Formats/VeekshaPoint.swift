import CalibraxJSON
import CalibraxModel

/// The point of a run that a benchmark of Veeksha is.
struct VeekshaPoint {
  private(set) var name: String
  private(set) var scenario: String
  private(set) var tags: OrderedMap<String>
  /// The run.
  var draft = RunDraft()

  /// More samples of a metric than this are not kept.
  private static let limit = 100_000

  /// The point of a benchmark.
  init(configuration: VeekshaConfiguration, group membership: VeekshaGroup.Membership? = nil) {
    self.init(configuration, of: membership?.group, membership?.labels ?? [], membership?.metadata)
    if let knob = membership?.knob { tags[knob.name] = knob.value }
  }

  /// The point of a sweep or search itself.
  init(of group: VeekshaGroup) {
    self.init(group.configuration ?? VeekshaConfiguration(), of: group, [group.tag, "summary"], group.metadata)
    scenario = group.member
    tags = [:]
    tags["traffic"] = group.traffic
    tags["searched_knob"] = group.knob
  }

  private init(
    _ configuration: VeekshaConfiguration, of group: VeekshaGroup?, _ labels: [String], _ membership: OrderedMap<JSON>?
  ) {
    name = configuration.model
    scenario = configuration.traffic
    tags = configuration.tags
    draft.metadata["tool"] = .string(Veeksha.name)
    draft.metadata["group"] = (configuration.group ?? group?.label).map { .string($0) }
    let labels = configuration.labels + labels.filter { !configuration.labels.contains($0) }
    if !labels.isEmpty { draft.metadata["tags"] = .array(labels.map { .string($0) }) }
    if let group, let membership {
      draft.metadata[group.member] = configuration.redaction.applied(to: .object(membership))
    }
    if configuration.json != .null { draft.metadata["config"] = configuration.json }
  }

  /// Says which run it is and when it ran, by the name of its folder.
  ///
  /// - Parameter isHere: Whether it is a folder of this machine, where its files can be found again.
  mutating func identify(_ folder: String, isHere: Bool = false, _ conversion: inout Conversion) {
    if isHere { draft.metadata["artifacts"] = ["directory": .string(folder)] }
    let folderName = VeekshaPath.name(of: folder)
    guard let time = VeekshaPath.time(in: folderName) else {
      conversion.begin(folder)
      conversion.note(
        "", "its folder's name does not say when it ran: give the folder by the name that Veeksha gave it")
      return
    }
    if RunID.isValid(folderName) { draft.id = folderName }
    draft.metadata["output_dir"] = .string(folderName)
    draft.date(time)
  }

  /// Adds a number that means something known.
  mutating func add(
    _ value: JSON, as meaning: VeekshaMetrics.Meaning, at place: String, _ conversion: inout Conversion
  ) {
    guard case .number(let number) = value else {
      conversion.skip(place, "it is no number")
      return
    }
    draft.add(
      Measurement(meaning.name, number.double, meaning.unit, meaning.direction), of: name, scenario: scenario,
      tags: tags, at: place, &conversion)
  }

  /// Adds a member of the summary that is no counter: a statistic of a distribution, or who knows what.
  mutating func add(
    statistic value: JSON, called key: String, _ samples: [String: [Double]], _ completed: Double?,
    _ conversion: inout Conversion
  ) {
    if let meaning = VeekshaMetrics.rates[key] { return add(value, as: meaning, at: key, &conversion) }
    guard let (distribution, statistic) = VeekshaMetrics.split(key),
      let meaning = VeekshaMetrics.distributions[distribution]
    else {
      let meaning = VeekshaMetrics.Meaning(VeekshaMetrics.name(of: key), "", .info)
      return add(value, as: meaning, at: key, &conversion)
    }
    let isMedian = statistic == "P50"
    // The samples make the median, with nothing estimated.
    if isMedian, let member = meaning.member, samples[member] != nil { return }
    guard case .number(let number) = value else {
      conversion.skip(key, "it is no number")
      return
    }
    var measurement = Measurement(
      meaning.name + (isMedian ? "" : VeekshaMetrics.suffix(of: statistic)), number.double, meaning.unit,
      meaning.direction)
    measurement.description = key
    if isMedian { measurement.statistic = .median }
    if statistic == "Mean" { measurement.statistic = .mean }
    draft.add(measurement, of: name, scenario: scenario, tags: tags, at: key, &conversion)
  }

  /// Adds the median of samples, and those if they are not too many.
  mutating func add(samples: [Double], of distribution: String, _ conversion: inout Conversion) {
    guard let meaning = VeekshaMetrics.distributions[distribution] else { return }
    var measurement = Measurement(meaning.name, samples: samples, meaning.unit, meaning.direction)
    measurement.description = distribution
    if samples.count > Self.limit {
      measurement.value = samples.median
      measurement.count = samples.count
      measurement.samples = []
      conversion.note(meaning.name, "its \(samples.count) samples are too many to be kept: the median is")
    }
    draft.add(measurement, of: name, scenario: scenario, tags: tags, at: meaning.name, &conversion)
  }

  /// Adds whether all objectives were met.
  mutating func add(slos: JSON, _ conversion: inout Conversion) {
    guard case .bool(let areMet)? = slos["all_slos_met"] else {
      conversion.skip("all_slos_met", "it is neither true nor false")
      return
    }
    let meaning = VeekshaMetrics.Meaning("all_slos_met", "", .higher)
    add(areMet ? 1 : 0, as: meaning, at: "all_slos_met", &conversion)
  }

  /// Says that nothing was measured, and why. A benchmark that failed has no other metrics either.
  mutating func fail(_ reason: String, of metric: String = "end_to_end_latency", _ conversion: inout Conversion) {
    var measurement = Measurement(metric, nil, metric == "end_to_end_latency" ? "s" : "")
    measurement.direction = metric == "end_to_end_latency" ? .lower : .higher
    measurement.error = reason
    draft.metadata["failure"] = .string(reason)
    draft.add(measurement, of: name, scenario: scenario, tags: tags, at: metric, &conversion)
  }
}
