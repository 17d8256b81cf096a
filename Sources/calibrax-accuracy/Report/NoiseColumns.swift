/// A column for each noise, and one for all that were generated.
struct NoiseColumns {
  private let columns: [(name: String, noises: Set<String>)]

  /// The noises in the order they come.
  init(_ noises: [String]) {
    var known: [String] = []
    for noise in noises where !known.contains(noise) { known.append(noise) }
    let generated = known.filter { $0 != LabeledSeries.realNoise }
    let together = generated.count > 1 ? [("generated", Set(generated))] : []
    columns = known.map { ($0, [$0]) } + together
  }

  /// A table with a figure for every row and column.
  ///
  /// - Parameters:
  ///   - about: What the rows are.
  ///   - value: The figure of a row, by its index, and some noises.
  func table(
    _ title: String, about: String, rows: [String], digits: Int32, value: (Int, Set<String>) -> Double?
  ) -> Table {
    Table(
      title: title, columns: [about] + columns.map(\.name),
      rows: rows.enumerated().map { index, name in
        [.text(name)] + columns.map { .number(value(index, $0.noises), digits: digits) }
      })
  }
}
