public import CalibraxModel

extension SeriesStore {
  /// Whether anything is staged, or a commit in flight.
  public var isUnsettled: Bool { hasStaged || inFlight != nil }

  /// Whether anything is staged.
  public var hasStaged: Bool { !frame.isEmpty }

  /// Whether so much is staged that it should be committed before there is more.
  public var isStagedLarge: Bool { frame.count >= 32 << 20 }

  /// The number of the last commit that is not done.
  public var unsettled: Int { hasStaged ? staging : staging - 1 }

  /// Defines a series, or changes its definition, and returns its number.
  public mutating func define(_ name: SeriesName, _ definition: SeriesDefinition) -> Int {
    guard let series = catalog.series(name) else {
      let series = catalog.add(name, definition)
      makeRoom()
      stageDefinition(of: series)
      return series
    }
    // A definition that says nothing takes nothing back.
    if !definition.isBare || catalog.definition(series).isBare, catalog.definition(series) != definition {
      catalog.set(series, name, definition)
      stageDefinition(of: series)
    } else if definedIn[series] != epoch {
      stageDefinition(of: series)
    }
    return series
  }

  mutating func makeRoom() {
    while counts.count < catalog.count {
      counts.append(0)
      lasts.append(.zero)
      definedIn.append(0)
      segments.append(0)
    }
  }

  private mutating func beginFrame() {
    guard frame.isEmpty else { return }
    frame.append(contentsOf: repeatElement(0, count: LogFrame.headerSize))
    frameSeries = -1
  }

  private mutating func stageDefinition(of series: Int) {
    guard let name = catalog.name(series) else { return }
    beginFrame()
    definedIn[series] = epoch
    described.insert(Int32(series))
    stagedDefinitions.append(series)
    SampleCoding.appendDefinition(
      of: series, recordedBefore: counts[series], name, catalog.definition(series), to: &frame)
    frameSeries = -1
  }

  /// Stages a sample of a series that exists.
  @inline(__always)
  public mutating func stage(_ sample: Sample, of series: Int) {
    if series != frameSeries { turn(to: series) }
    SampleCoding.append(sample, after: frameLast, to: &frame)
    frameLast = sample
    staged.append(Recorded(series: Int32(truncatingIfNeeded: series), sample: sample))
  }

  /// Stages samples of a series that exists.
  public mutating func stage(_ samples: [Sample], of series: Int) {
    for sample in samples { stage(sample, of: series) }
  }

  @inline(never)
  private mutating func turn(to series: Int) {
    beginFrame()
    if definedIn[series] != epoch { stageDefinition(of: series) }
    frame.append(SampleCoding.Word.series.rawValue)
    ByteWriter.append(number: UInt64(series), to: &frame)
    frameSeries = series
    frameLast = .zero
  }

  /// Writes down again what is staged, for another log.
  mutating func restage() {
    guard hasStaged else { return }
    let (samples, definitions, changed) = (staged, stagedDefinitions, changedProducers)
    (frame, staged, stagedDefinitions) = ([], [], [])
    beginFrame()
    for series in definitions where definedIn[series] != epoch { stageDefinition(of: series) }
    for recorded in samples { stage(recorded.sample, of: Int(recorded.series)) }
    for name in Set(changed.map(\.name)) {
      guard let last = producers[name]?.last else { continue }
      producers[name] = (last, number)
      SampleCoding.append(producer: name, last: last, to: &frame)
    }
    frameSeries = -1
  }

  /// The number of the producer's next sample.
  public func nextSeq(of producer: String) -> Int { (producers[producer]?.last ?? 0) + 1 }

  /// Stages that the samples of a producer are recorded up to a number.
  public mutating func stage(producer: String, upTo last: Int) {
    beginFrame()
    changedProducers.append((producer, producers.updateValue((last, number), forKey: producer)))
    SampleCoding.append(producer: producer, last: last, to: &frame)
    frameSeries = -1
  }
}
