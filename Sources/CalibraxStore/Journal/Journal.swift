import CalibraxModel

/// Records that say, in their order, what became of something: each is on the disk before it counts, and none is ever
/// rewritten. What they mean is not the store's business.
///
/// They lie in numbered logs; one that is long enough is followed by the next. Beside a log a snapshot of its number may
/// lie: records that make anew what all logs before it said, so that those need not be read again.
struct Journal: ~Copyable {
  private let layout: StoreLayout
  private let files: any Files
  /// How long a log grows, in bytes.
  private let size: Int
  private var number = 1
  private var file: LogFile?
  private var length = 0
  /// Why nothing is known of what the logs hold; then nothing is written to them.
  private var unreadable: FileError?

  init(_ layout: StoreLayout, _ files: any Files, size: Int) {
    self.layout = layout
    self.files = files
    self.size = size
  }

  // MARK: Reading

  /// Reads what there is. What is damaged is passed over and named; to write, a torn end is cut off.
  ///
  /// - Parameter take: Takes a record; `false` for one that makes no sense.
  mutating func replay(_ access: DirectoryStore.Access, _ take: ([UInt8]) -> Bool) -> [StoreChange] {
    var damages: [StoreChange] = []
    do throws(FileError) {
      let names = try files.stamp(layout.journal) == nil ? [] : try files.list(layout.journal)
      for number in names.compactMap({ NumberedFile.number($0, ".snapshot") }).sorted(by: >) {
        let name = NumberedFile.snapshot(number)
        let (bytes, scan) = try scan(name)
        guard scan.damaged.isEmpty, scan.end == bytes.count else {
          damages.append(.journalDamaged(file: name, reason: "it is not what was written; the logs are read"))
          continue
        }
        read(bytes, scan, of: name, take, &damages)
        self.number = number
        break
      }
      let first = number
      for number in names.compactMap({ NumberedFile.number($0, ".log") }).sorted() where number >= first {
        if number > self.number + 1 {
          damages.append(.journalDamaged(file: NumberedFile.log(self.number + 1), reason: "it is missing"))
        }
        let name = NumberedFile.log(number)
        let (bytes, scan) = try scan(name)
        read(bytes, scan, of: name, take, &damages)
        (self.number, length, file) = (number, scan.end, nil)
        if bytes.count > scan.end, access == .write { try? opened().truncate(to: scan.end) }
      }
    } catch {
      unreadable = error
      damages.append(.journalDamaged(file: "", reason: error.description))
    }
    return damages
  }

  private func scan(_ name: String) throws(FileError) -> ([UInt8], LogFrame.Scan) {
    let bytes = try files.read(layout.journal + "/" + name)
    return (bytes, LogFrame.scan(bytes, from: 0))
  }

  private func read(
    _ bytes: [UInt8], _ scan: LogFrame.Scan, of file: String, _ take: ([UInt8]) -> Bool,
    _ damages: inout [StoreChange]
  ) {
    for payload in scan.payloads where !take(Array(bytes[payload])) {
      damages.append(
        .journalDamaged(file: file, reason: "what is at byte \(payload.lowerBound) makes no sense, and is ignored"))
    }
    for part in scan.damaged {
      let reason = "\(part.count) bytes at byte \(part.lowerBound) are not what was written; what they held is lost"
      damages.append(.journalDamaged(file: file, reason: reason))
    }
    if bytes.count > scan.end {
      let reason = "its last \(bytes.count - scan.end) bytes were not written to their end, and are passed over"
      damages.append(.journalDamaged(file: file, reason: reason))
    }
  }

  // MARK: Writing

  /// Writes records, all of them or none, and returns when they are on the disk.
  ///
  /// - Returns: The turn to the next log, when what was written has filled this one.
  mutating func append(_ records: [[UInt8]]) throws(FileError) -> JournalTurn? {
    if let unreadable { throw unreadable }
    var frames: [UInt8] = []
    for record in records where !record.isEmpty { LogFrame.append(record, to: &frames) }
    if frames.isEmpty { return nil }
    try opened().append(frames, behind: length, isSynced: true)
    length += frames.count
    return length >= size ? turn() : nil
  }

  /// Goes on in the next log, if it can be made.
  private mutating func turn() -> JournalTurn? {
    guard let log = try? log(number + 1) else { return nil }
    (number, file, length) = (number + 1, log, 0)
    return JournalTurn(number: number, layout: layout, files: files)
  }

  private mutating func opened() throws(FileError) -> LogFile {
    if let file { return file }
    let file = try log(number)
    self.file = file
    return file
  }

  private func log(_ number: Int) throws(FileError) -> LogFile {
    try LogFile(layout.journal + "/" + NumberedFile.log(number), in: layout.journal, files)
  }
}
