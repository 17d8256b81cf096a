import CalibraxModel

extension SeriesStore {
  /// Opens the series of a data directory: reads the directories of the blocks, and the logs that are not blocks yet.
  ///
  /// What is damaged or missing is named in ``damaged``; everything else is there. To write, a tail that was not written
  /// to its end is cut off.
  ///
  /// - Throws: ``StoreError/unwritable(_:)`` when the directory cannot be listed.
  public init(
    _ layout: StoreLayout, access: DirectoryStore.Access = .write, durability: Durability = .everysec,
    segmentSize: Int = 64 << 20, files: any Files = SystemFiles()
  ) throws(StoreError) {
    self.init(layout, durability: durability, segmentSize: segmentSize, files: files)
    let names: [String]
    do throws(FileError) {
      names = try files.stamp(layout.series) == nil ? [] : try files.list(layout.series)
    } catch {
      throw .unwritable(error)
    }
    let logs = Set(names.compactMap { NumberedFile.number($0, ".log") })
    let sealed = Set(names.compactMap { NumberedFile.number($0, ".block") })
    readManifest()
    let pruned = manifest.prunedUntil
    // A crash came between the decision to remove segments and their removal.
    if access == .write { for number in sealed where number <= pruned { try? files.remove(blockPath(number)) } }
    let all = logs.union(sealed).filter { $0 > pruned }.sorted()
    begin(pruned + 1)
    for number in all {
      reportMissing(before: number)
      if sealed.contains(number), openBlock(number) {
        begin(number + 1)
        // A crash came between the block and the removal of its log.
        if logs.contains(number), access == .write { try? files.remove(logPath(number)) }
      } else if logs.contains(number) {
        read(log: number, isLast: number == all.last && number >= manifest.newest, access)
      } else {
        begin(number + 1)
      }
    }
    reportMissing(before: manifest.newest + (all.last == manifest.newest ? 0 : 1))
    catalog.pass(upTo: manifest.nextSeries)
    makeRoom()
    manifest.newest = max(manifest.newest, all.last ?? 0)
  }

  private mutating func readManifest() {
    do throws(StoreError) {
      if let found = try SegmentManifest.read(layout, files) { manifest = found }
    } catch {
      // Then nothing is known of what was removed on purpose, and nothing is taken for it.
      switch error {
      case .damaged(_, let reason): report("manifest", reason)
      case .unwritable(let error): report("manifest", error.description)
      default: report("manifest", "it cannot be read")
      }
    }
  }

  /// Names the segments between those that were read and the next one.
  private mutating func reportMissing(before next: Int) {
    guard next > number else { return }
    let last = next - 1 > number ? " to " + NumberedFile.block(next - 1) : ""
    report(NumberedFile.block(number) + last, "missing, and the samples are lost")
    isMissingSegments = true
    begin(next)
  }

  private mutating func report(_ file: String, _ reason: String) {
    damaged.append(DamagedFile(file: "series/" + file, reason: reason))
  }

  /// Takes in the directory of a block.
  private mutating func openBlock(_ number: Int) -> Bool {
    let file = NumberedFile.block(number)
    switch BlockFile.open(blockPath(number), number: number, file: file, files) {
    case .success((let block, let described)):
      blocks.append(block)
      for series in described {
        restore(series.series, series.name, series.definition, recordedBefore: 0)
      }
      for loss in block.directory.losses { report(file, loss) }
      for (position, entry) in block.directory.entries.enumerated() where catalog.contains(Int(entry.series)) {
        let places = block.chunks(at: position)
        let count = block.directory.chunks[places].reduce(entry.recordedBefore) { $0 + $1.count }
        restore(Int(entry.series), count: count, last: entry.last)
        segments[Int(entry.series)] = Int32(number)
      }
      for (producer, last) in block.directory.producers { restore(producer: producer, last: last, in: number) }
      return true
    case .failure(.damaged(_, let reason)): report(file, reason)
    case .failure(.unwritable(let error)): report(file, error.description)
    case .failure: report(file, "it cannot be read")
    }
    return false
  }

  /// Names what of a log is lost, now and when it is a block.
  private mutating func lose(_ file: String, _ reason: String) {
    report(file, reason)
    losses.append(reason)
  }

  /// Takes in the samples of a log.
  private mutating func read(log number: Int, isLast: Bool, _ access: DirectoryStore.Access) {
    let file = NumberedFile.log(number)
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try files.read(logPath(number))
    } catch {
      report(file, "\(error)")
      // A series takes some bytes there.
      let size = (try? files.stamp(logPath(number)))??.size ?? 0
      catalog.pass(upTo: max(catalog.count, manifest.nextSeries) + Int(size) / SeriesStore.bytesOfSample)
      return begin(number + 1)
    }
    begin(number)
    let scan = LogFrame.scan(bytes, from: 0)
    for part in scan.damaged {
      lose(file, "\(part.count) bytes at byte \(part.lowerBound) are not what was written; what they held is lost")
      catalog.pass(upTo: max(catalog.count, manifest.nextSeries) + part.count / SeriesStore.bytesOfSample)
    }
    var unknown = 0
    for payload in scan.payloads {
      let isWhole = SampleCoding.forEachItem(bytes, payload) { item in
        switch item {
        case .definition(let series, let count, let name, let definition):
          restore(series, name, definition, recordedBefore: count)
          restoreDescribed(series)
        case .sample(let sample, let series):
          if contains(series) { restore(sample, of: series) } else { unknown += 1 }
        case .producer(let name, let last): restore(producer: name, last: last, in: number)
        }
      }
      if !isWhole { lose(file, "the frame at byte \(payload.lowerBound) is not understood") }
    }
    if unknown > 0 { lose(file, "\(unknown) samples belong to series whose names are lost") }
    let torn = bytes.count - scan.end
    if torn > 0 {
      report(file, "its last \(torn) bytes were not written to their end, and are passed over")
      if access == .write, let log = try? LogFile(logPath(number), in: layout.series, files) {
        try? log.truncate(to: scan.end)
      }
    }
    if isLast { resume(number, length: scan.end) } else { freezeRestored(number) }
  }
}

extension SeriesStore {
  /// Says what a number means, as a log or a block does.
  mutating func restore(_ series: Int, _ name: SeriesName, _ definition: SeriesDefinition, recordedBefore count: Int) {
    if let other = catalog.name(series), other != name {
      let reason =
        "series \(series) is \"\(other.key)\" of \(other.execution) here and \"\(name.key)\" of \(name.execution) there"
      damaged.append(DamagedFile(file: "series", reason: reason))
      return
    }
    catalog.set(series, name, definition)
    makeRoom()
    counts[series] = max(counts[series], count)
  }

  /// Whether the log that is written names a series.
  func isDescribed(_ series: Int) -> Bool { described.contains(Int32(series)) }

  /// Takes in that the log describes a series.
  mutating func restoreDescribed(_ series: Int) { described.insert(Int32(series)) }

  /// Takes in a sample of a log.
  mutating func restore(_ sample: Sample, of series: Int) {
    memory.append(sample, to: series, recordedBefore: counts[series])
    counts[series] += 1
    lasts[series] = sample
  }

  /// Takes in how many samples of a series there are with those of a block, and the last of them.
  mutating func restore(_ series: Int, count: Int, last: Sample) {
    counts[series] = max(counts[series], count)
    lasts[series] = last
  }

  mutating func restore(producer: String, last: Int, in segment: Int) {
    producers[producer] = (max(producers[producer]?.last ?? 0, last), segment)
  }

  /// Keeps what was read of a log in memory, to be turned into a block.
  mutating func freezeRestored(_ number: Int) {
    self.number = number
    frozen.append(freeze())
    for series in memory.series { segments[Int(series)] = Int32(number) }
    memory = SegmentMemory()
    begin(number + 1)
  }

  /// Goes on behind what a log was found to hold.
  mutating func resume(_ number: Int, length: Int) {
    (epoch, self.length) = (epoch + 1, length)
  }
}
