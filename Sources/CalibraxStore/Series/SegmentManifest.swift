/// What the folder of segments should hold, so that what is missing is noticed: a file that is replaced whole.
struct SegmentManifest: Equatable, Sendable {
  /// The last segment that was removed on purpose; 0 when none was.
  var prunedUntil = 0
  /// The last segment that was begun; 0 when none was.
  var newest = 0
  /// The number that a new series had then: larger ones may be those of series in the newest segment.
  var nextSeries = 0

  /// What a directory's manifest says; `nil` when there is none.
  ///
  /// - Throws: ``StoreError`` when it cannot be read, or is not what was written.
  static func read(_ layout: StoreLayout, _ files: any Files) throws(StoreError) -> SegmentManifest? {
    let bytes: [UInt8]
    do throws(FileError) {
      guard try files.stamp(layout.manifest) != nil else { return nil }
      bytes = try files.read(layout.manifest)
    } catch {
      throw .unwritable(error)
    }
    let scan = LogFrame.scan(bytes, from: 0)
    guard scan.end == bytes.count, scan.damaged.isEmpty, scan.payloads.count == 1 else {
      throw .damaged(file: "series/manifest", reason: "it is not what was written")
    }
    var reader = ByteReader(bytes, scan.payloads[0])
    var manifest = SegmentManifest()
    guard let prunedUntil = reader.count(), let newest = reader.count(), let nextSeries = reader.count(),
      newest <= NumberedFile.largest, prunedUntil <= newest, nextSeries <= SeriesCatalog.limit
    else { throw .damaged(file: "series/manifest", reason: "it is not understood") }
    manifest.prunedUntil = prunedUntil
    manifest.newest = newest
    manifest.nextSeries = nextSeries
    return manifest
  }

  /// Puts it in the place of the one before.
  func write(_ layout: StoreLayout, _ files: any Files) throws(FileError) {
    var bytes = [UInt8](repeating: 0, count: LogFrame.headerSize)
    for number in [prunedUntil, newest, nextSeries] { ByteWriter.append(number: UInt64(number), to: &bytes) }
    LogFrame.seal(&bytes, from: 0)
    try files.replace(layout.manifest, with: bytes, in: layout.series)
  }
}
