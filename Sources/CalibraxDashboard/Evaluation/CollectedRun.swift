public import CalibraxJSON
public import CalibraxModel

extension TabConfiguration {
  /// The runs that rows make: one for each file that has rows, with an identifier of its content.
  ///
  /// - Parameter origin: What is said of where the files are from, as `metadata.source`.
  /// - Returns: The runs with the files that they are of, in the order of the files.
  public func runs(
    of rows: RowTable, benchmark: String, tab: String, origin: OrderedMap<JSON>
  ) -> [(path: String, run: Run)] {
    let points = points(of: rows, name: benchmark, scenario: tab)
    let times = rows[Self.time].map(\.number)
    var members: [Int: [Int]] = [:]
    for (row, place) in rows.origins.enumerated() { members[place.source, default: []].append(row) }
    let definitions = definitions
    return rows.sources.indices.compactMap { source in
      guard let places = members[source] else { return nil }
      var run = Run()
      run.points = places.map { points[$0] }
      let newest = places.compactMap { times[$0] }.max() ?? 0
      run.timestamp = CellValue.number(newest).text(of: .ts)
      run.metricDefs = definitions
      run.id = RunID.make(of: run.points, benchmark: benchmark)
      var origin = origin
      origin["path"] = .string(rows.sources[source])
      run.metadata["source"] = .object(origin)
      return (rows.sources[source], run)
    }
  }

  /// What the numbers of points mean. Only a validator says which way a metric improves.
  private var definitions: OrderedMap<MetricDef> {
    var definitions = OrderedMap<MetricDef>()
    for metric in used.compactMap({ metrics[$0] }) where !isTag(metric) {
      var definition = MetricDef()
      (definition.name, definition.unit, definition.description) = (metric.key, metric.unit, metric.description)
      if metric.type == .ts || metric.type == .date { definition.unit = "s" }
      let directions = metric.rules.compactMap { $0.unknownMembers["direction"]?.string }
      if directions.contains("higher_is_better") { definition.direction = .higher }
      if directions.contains("lower_is_better") { definition.direction = .lower }
      definitions[metric.key] = definition
    }
    return definitions
  }
}

extension RunID {
  /// The identifier of a run of a benchmark by its points: the same points have the same.
  fileprivate static func make(of points: [Point], benchmark: String) -> String {
    let digits = String(fnv1a(JSONWriter.bytes(of: points)), radix: 16)
    return prefix(of: benchmark) + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// What the identifiers of the runs of a benchmark begin with.
  public static func prefix(of benchmark: String) -> String {
    let name = benchmark.unicodeScalars.map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains(scalar))
        ? String(scalar) : "-"
    }.joined().prefix(60)
    let slug = name.drop { $0 == "-" || $0 == "_" }
    return (slug.isEmpty ? "benchmark" : slug) + "."
  }
}
