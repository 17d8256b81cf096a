/// Writes families of metrics: a block for each name, and in it each set of labels once, in OpenMetrics once a moment.
public struct MetricsText {
  /// A family in the making.
  private struct Block {
    let name: String
    let family: MetricFamily
    /// Each with the number of its labels, in the order they came.
    var samples: [(labels: Int, sample: WrittenSample)] = []
    var labels: [[String]: Int] = [:]
    var indices: [Moment: Int] = [:]
  }

  /// What there is one value of.
  private struct Moment: Hashable {
    var labels: Int
    var time: Double?
  }

  /// What makes families one.
  private struct Key: Hashable {
    var name: String
    var kind: MetricFamily.Kind
  }

  private let format: MetricsFormat
  private var blocks: [Block] = []
  private var places: [Key: Int] = [:]
  /// The names that samples of other blocks cannot have.
  private var names: Set<String> = []

  /// The text of families; those with the same name and kind become one.
  public static func text(_ families: [MetricFamily], _ format: MetricsFormat) -> String {
    var text = MetricsText(format)
    for family in families where !family.samples.isEmpty { text.add(family) }
    return text.text
  }

  private init(_ format: MetricsFormat) {
    self.format = format
  }

  private mutating func add(_ family: MetricFamily) {
    let given = Self.givenName(family)
    let place = place(of: family, MetricName.metric(given))
    let originalName = blocks[place].name == given ? nil : family.name
    for sample in family.samples where family.kind != .counter || sample.value >= 0 && sample.value.isFinite {
      let written = WrittenSample(sample, originalName: originalName)
      let key = written.key
      let labels = blocks[place].labels[key] ?? blocks[place].labels.count
      blocks[place].labels[key] = labels
      // The older format has no values of several moments.
      let moment = Moment(labels: labels, time: format == .openMetrics ? written.time : nil)
      if let index = blocks[place].indices[moment] {
        blocks[place].samples[index].sample = written
      } else {
        blocks[place].indices[moment] = blocks[place].samples.count
        blocks[place].samples.append((labels, written))
      }
    }
  }

  /// The block of a family, made where there is none.
  private mutating func place(of family: MetricFamily, _ wanted: String) -> Int {
    let key = Key(name: wanted, kind: family.kind)
    if let place = places[key] { return place }
    let name = MetricName.unused(wanted) { !names.isDisjoint(with: Self.sampleNames($0, family.kind)) }
    names.formUnion(Self.sampleNames(name, family.kind))
    places[key] = blocks.count
    blocks.append(Block(name: name, family: family))
    return blocks.count - 1
  }

  /// The name without what the samples of a counter have behind it.
  private static func givenName(_ family: MetricFamily) -> String {
    let isTotal = family.kind == .counter && family.name.hasSuffix("_total")
    return isTotal ? String(family.name.dropLast("_total".count)) : family.name
  }

  private static func sampleNames(_ name: String, _ kind: MetricFamily.Kind) -> Set<String> {
    kind == .counter ? [name, name + "_total", name + "_created"] : [name]
  }

  private var text: String {
    let text = blocks.filter { !$0.samples.isEmpty }.map(text).joined()
    return format == .openMetrics ? text + "# EOF\n" : text
  }

  private func text(_ block: Block) -> String {
    let sampleName = block.family.kind == .counter ? block.name + "_total" : block.name
    // The older format has no names of families: what describes one names its samples.
    let name = format == .openMetrics ? block.name : sampleName
    var text = "# TYPE \(name) \(typeName(block.family.kind))\n"
    let unit = block.family.unit
    if format == .openMetrics, !unit.isEmpty, block.name.hasSuffix("_" + unit) { text += "# UNIT \(name) \(unit)\n" }
    if !block.family.help.isEmpty { text += "# HELP \(name) \(help(block.family.help))\n" }
    // The values of one set of labels stand together, the oldest first.
    let sorted = block.samples.sorted {
      ($0.labels, $0.sample.time ?? -.infinity) < ($1.labels, $1.sample.time ?? -.infinity)
    }
    for (_, sample) in sorted { text += sampleName + sample.text(format) + "\n" }
    return text
  }

  private func typeName(_ kind: MetricFamily.Kind) -> String {
    kind == .unknown && format == .prometheus ? "untyped" : kind.rawValue
  }

  private func help(_ text: String) -> String {
    // The older format has no escaped quotes here.
    WrittenSample.escaped(text, quotes: format == .openMetrics)
  }
}
