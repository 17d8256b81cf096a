import CalibraxJSON
import CalibraxModel

/// What became of executions, each time something did: a frame holds an execution as JSON, and the last one counts.
struct ExecutionLog: ~Copyable {
  private static let name = "00000001.log"

  private let layout: StoreLayout
  private let files: any Files
  private var file: LogFile?
  private var length = 0
  /// Why nothing is known of what the log holds; then nothing is written to it.
  private var unreadable: FileError?

  init(_ layout: StoreLayout, _ files: any Files) {
    self.layout = layout
    self.files = files
  }

  private var path: String { layout.executions + "/" + Self.name }

  /// What the log holds. What is damaged is passed over and named; to write, a torn end is cut off.
  mutating func open(_ access: DirectoryStore.Access) -> [StoreChange] {
    let bytes: [UInt8]
    do throws(FileError) {
      guard try files.stamp(path) != nil else { return [] }
      bytes = try files.read(path)
    } catch {
      unreadable = error
      return [.executionsDamaged(file: Self.name, reason: error.description)]
    }
    let scan = LogFrame.scan(bytes, from: 0)
    var parser = JSONParser()
    var changes: [StoreChange] = []
    for payload in scan.payloads {
      guard let execution = try? parser.decode(Execution.self, from: Array(bytes[payload])) else {
        changes.append(
          .executionsDamaged(file: Self.name, reason: "what is at byte \(payload.lowerBound) is no execution"))
        continue
      }
      changes.append(.executed(execution))
    }
    for part in scan.damaged {
      let reason = "\(part.count) bytes at byte \(part.lowerBound) are not what was written; what they held is lost"
      changes.append(.executionsDamaged(file: Self.name, reason: reason))
    }
    if bytes.count > scan.end {
      let reason = "its last \(bytes.count - scan.end) bytes were not written to their end, and are passed over"
      changes.append(.executionsDamaged(file: Self.name, reason: reason))
    }
    length = scan.end
    if access == .write, bytes.count > scan.end { try? opened().truncate(to: scan.end) }
    return changes
  }

  /// Writes what became of executions, and returns when it is on the disk.
  mutating func append(_ executions: [Execution]) throws(FileError) {
    if let unreadable { throw unreadable }
    var frames: [UInt8] = []
    for execution in executions {
      let start = frames.count
      frames.append(contentsOf: repeatElement(0, count: LogFrame.headerSize))
      frames += JSONWriter.bytes(of: execution)
      LogFrame.seal(&frames, from: start)
    }
    try opened().append(frames, behind: length, isSynced: true)
    length += frames.count
  }

  private mutating func opened() throws(FileError) -> LogFile {
    if let file { return file }
    let file = try LogFile(path, in: layout.executions, files)
    self.file = file
    return file
  }
}
