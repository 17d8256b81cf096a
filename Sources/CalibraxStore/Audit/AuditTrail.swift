import CalibraxJSON
public import CalibraxModel

/// What changed the baselines: a file with a ``BaselineChange`` a line, the oldest first, that only grows.
///
/// A change is in it, synced, before the baseline takes its place. So a crash between the two leaves a line for a change
/// that nobody was told of, and never a baseline that changed without a line.
public struct AuditTrail: Sendable {
  private let layout: StoreLayout
  private let files: any Files

  private static let newline = UInt8(ascii: "\n")

  init(_ layout: StoreLayout, _ files: any Files) {
    self.layout = layout
    self.files = files
  }

  // MARK: Reading

  /// Reads the changes, the newest first. A last line that was not written to its end is passed over.
  ///
  /// - Parameter take: Takes a change; `false` when it wants no more.
  /// - Returns: How many of the lines that were read are no changes, and were passed over too.
  /// - Throws: ``StoreError/damaged(file:reason:)`` when the file cannot be read.
  public func read(_ take: (BaselineChange) -> Bool) throws(StoreError) -> Int {
    var damagedLines = 0
    var parser = JSONParser()
    let bytes = try content()
    let lines = bytes.split(separator: Self.newline)
    for (place, line) in lines.enumerated().reversed() {
      if let change = try? parser.decode(BaselineChange.self, from: Array(line)) {
        guard take(change) else { break }
      } else if place < lines.count - 1 || bytes.last == Self.newline {
        damagedLines += 1
      }
    }
    return damagedLines
  }

  private func content() throws(StoreError) -> [UInt8] {
    do throws(FileError) {
      return try files.stamp(layout.auditTrail) == nil ? [] : try files.read(layout.auditTrail)
    } catch {
      throw .damaged(file: StoreLayout.auditTrail, reason: "\(error)")
    }
  }

  // MARK: Writing

  /// Writes a change and returns when it is on the disk.
  ///
  /// - Returns: How long the file was before.
  func append(_ change: BaselineChange) throws(FileError) -> Int {
    // Opened each time: whoever took the file away meanwhile finds a new one, and changes are few.
    let log = try LogFile(layout.auditTrail, in: layout.audit, files)
    let length = try closeLastLine(of: log)
    try log.append(JSONWriter.bytes(of: change) + [Self.newline], behind: length, isSynced: true)
    return length
  }

  /// Takes away what was written last, for what it says was not done.
  func cut(to length: Int) {
    guard let log = try? LogFile(layout.auditTrail, in: layout.audit, files) else { return }
    try? log.truncate(to: length)
    try? log.sync()
  }

  /// Takes away a last line that was not written to its end, and ends one that only lacks the newline.
  ///
  /// - Returns: How long the file is then.
  private func closeLastLine(of log: LogFile) throws(FileError) -> Int {
    guard let size = try files.stamp(layout.auditTrail).map({ Int($0.size) }), size > 0 else { return 0 }
    let descriptor = try files.open(layout.auditTrail)
    defer { files.close(descriptor) }
    if try files.read(descriptor, at: size - 1, count: 1, path: layout.auditTrail) == [Self.newline] { return size }
    let bytes = try files.read(layout.auditTrail)
    let start = (bytes.lastIndex(of: Self.newline) ?? -1) + 1
    var parser = JSONParser()
    if (try? parser.decode(BaselineChange.self, from: Array(bytes[start...]))) != nil {
      try log.append([Self.newline], behind: size, isSynced: false)
      return size + 1
    }
    try log.truncate(to: start)
    return start
  }
}
