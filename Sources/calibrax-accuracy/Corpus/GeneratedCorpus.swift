import CalibraxAnalysis

/// Series of every noise and family, the same of a seed on every machine.
struct GeneratedCorpus {
  /// How many values a series has.
  static let valueCount = 120

  var seed: UInt64
  /// How many series there are of each noise and family.
  var series: Int

  func labeledSeries(runs: RecordedRuns) -> [LabeledSeries] {
    let generated = GeneratedNoise.allCases.enumerated().flatMap { index, noise in
      family(of: noise.rawValue, index) { noise.values(count: Self.valueCount, using: &$0) }
    }
    let real = family(of: LabeledSeries.realNoise, GeneratedNoise.allCases.count) { generator in
      let workload = generator.choice(of: runs.workloads)
      let start = generator.integer(in: 0..<workload.count - Self.valueCount + 1)
      return Array(workload[start..<start + Self.valueCount])
    }
    return generated + real
  }

  private func family(
    of noise: String, _ index: Int, values: (inout Xoshiro256) -> [Double]
  ) -> [LabeledSeries] {
    SeriesFamily.allCases.enumerated().flatMap { place, family in
      (0..<series).map { number in
        var generator = Xoshiro256(seed: seed, stream: index, place, number)
        var series = LabeledSeries()
        series.noise = noise
        series.family = family
        series.values = values(&generator)
        series.changePoints = family.change(&series.values, using: &generator)
        return series
      }
    }
  }
}

extension SeriesFamily {
  /// Has happen in 120 values around 100 what happens in a series of the family.
  ///
  /// - Returns: The index of the first value of every new level.
  func change(_ values: inout [Double], using generator: inout Xoshiro256) -> [Int] {
    switch self {
    case .null: return []
    case .step:
      let place = generator.integer(in: 20..<100)
      raise(&values[place...], by: generator.choice(of: [0.03, 0.05, 0.1, 0.2]) * generator.choice(of: [-1, 1]))
      return [place]
    case .bump:
      let start = generator.integer(in: 20..<75)
      let end = start + generator.integer(in: 10..<25)
      raise(&values[start..<end], by: generator.choice(of: [0.05, 0.1, 0.2]))
      return [start, end]
    case .multi:
      return [25, 50, 75, 100].map { middle in
        let place = middle + generator.integer(in: -5..<6)
        raise(&values[place...], by: generator.choice(of: [0.05, 0.1, 0.15]) * generator.choice(of: [-1, 1]))
        return place
      }
    case .variance:
      for index in 60..<values.count { values[index] = 100 + 3 * (values[index] - 100) }
      return []
    case .spikes:
      var places: Set<Int> = []
      while places.count < 4 { places.insert(generator.integer(in: 5..<115)) }
      for place in places.sorted() { values[place] *= generator.choice(of: [1.3, 1.6, 2]) }
      return []
    }
  }

  private func raise(_ values: inout ArraySlice<Double>, by share: Double) {
    for index in values.indices { values[index] *= 1 + share }
  }
}
