import CalibraxJSON
import CalibraxModel
import Synchronization

/// The table of runs as it was when a server last looked, so that a start reads one file instead of all. It is only a
/// copy: a row counts if its file is as it was, and without the index, or with a damaged one, every file is read.
///
/// Layout, little-endian: magic, CRC-32C of the rest, then the rest: strings with their length, arrays of fixed-size
/// rows with their count.
enum IndexFile {
  private static let magic: UInt64 = 0x3230_5849_5842_4C43

  /// A table without its order, and the rows that may be taken over into it.
  struct Indexed {
    var table: RunTable
    var rows: [String: (row: RunRow, stamp: FileStamp)]
  }

  static func read(_ layout: StoreLayout, _ files: any Files) -> Indexed? {
    guard let bytes = try? files.read(layout.indexFile), bytes.count > 12 else { return nil }
    var reader = ByteReader(bytes)
    guard reader.integer(UInt64.self) == magic, let checksum = reader.integer(UInt32.self),
      checksum == Checksum.crc32c(bytes.span.extracting(12...))
    else { return nil }
    return decode(&reader)
  }

  static func write(_ table: RunTable, stamps: [String: FileStamp], _ layout: StoreLayout, _ files: any Files)
    throws(FileError)
  {
    var body = ByteWriter()
    encode(table, stamps, &body)
    var writer = ByteWriter()
    writer.integer(magic)
    writer.integer(Checksum.crc32c(body.bytes.span))
    try files.makeDirectory(layout.index)
    let temporary = layout.index + "/" + StoreLayout.temporaryPrefix + "index"
    let descriptor = try files.create(temporary)
    defer { files.close(descriptor) }
    try files.write(writer.bytes + body.bytes, to: descriptor, path: temporary)
    try files.rename(temporary, to: layout.indexFile)
  }

  private static func encode(_ table: RunTable, _ stamps: [String: FileStamp], _ writer: inout ByteWriter) {
    writer.array(table.names.values) { $0.string($1.text) }
    writer.array(table.keys.values) { writer, key in
      writer.string(key.pointName)
      writer.array(key.tags.members) {
        $0.string($1.key); $0.string($1.value)
      }
    }
    writer.array(table.definitions.values) { writer, definitions in
      writer.string(String(decoding: JSONWriter.bytes(of: definitions), as: UTF8.self))
    }
    writer.array(table.environments.values) { $0.string($1) }
    let rows = table.rows.compactMap { row in row.flatMap { row in stamps[row.file].map { (row, $0) } } }
    writer.array(rows) { writer, entry in
      let (row, stamp) = entry
      writer.string(row.id)
      writer.string(row.file)
      writer.string(row.timestamp)
      writer.optional(row.commit)
      writer.optional(row.branch)
      writer.integer(row.moment)
      writer.integer(row.definitions)
      writer.integer(row.environment)
      writer.integer(stamp.size)
      writer.integer(stamp.modified)
      writer.integer(stamp.inode)
      writer.raw(row.points)
      writer.raw(row.cells)
      writer.raw(row.bounds)
    }
  }

  private static func decode(_ reader: inout ByteReader) -> Indexed? {
    var parser = JSONParser()
    guard let names = reader.array({ $0.string() }),
      let keys = reader.array({ reader -> PointKey? in
        guard let name = reader.string(),
          let tags = reader.array({ reader -> (String, String)? in
            guard let key = reader.string(), let value = reader.string() else { return nil }
            return (key, value)
          })
        else { return nil }
        var map = OrderedMap<String>()
        for (key, value) in tags { map[key] = value }
        return PointKey(name: name, tags: map)
      }),
      let definitions = reader.array({ reader -> OrderedMap<MetricDef>? in
        guard let text = reader.string() else { return nil }
        return try? parser.decode(OrderedMap<MetricDef>.self, from: Array(text.utf8))
      }),
      let environments = reader.array({ $0.string() }),
      let rows = reader.array({ reader in decodeRow(&reader) })
    else { return nil }
    let table = RunTable(names: names, keys: keys, definitions: definitions, environments: environments)
    return Indexed(table: table, rows: Dictionary(rows.map { ($0.row.file, $0) }, uniquingKeysWith: { $1 }))
  }

  private static func decodeRow(_ reader: inout ByteReader) -> (row: RunRow, stamp: FileStamp)? {
    guard let id = reader.string(), let file = reader.string(), let timestamp = reader.string(),
      let commit = reader.optional(), let branch = reader.optional(),
      let moment = reader.integer(Int64.self), let definitions = reader.integer(Int32.self),
      let environment = reader.integer(Int32.self),
      let size = reader.integer(Int64.self), let modified = reader.integer(Int64.self),
      let inode = reader.integer(UInt64.self), let points = reader.raw(RunRow.Point.self),
      let cells = reader.raw(RunRow.Cell.self), let bounds = reader.raw(RunRow.Bounds.self)
    else { return nil }
    let row = RunRow(
      id: id, file: file, timestamp: timestamp, moment: moment, commit: commit.value, branch: branch.value,
      definitions: definitions, environment: environment, points: points, cells: cells, bounds: bounds)
    return (row, FileStamp(size: size, modified: modified, inode: inode))
  }
}

extension DirectoryWriter {
  /// Saves the index. A failure costs the next start its speed, nothing else.
  func saveIndex(_ table: RunTable) {
    let stamps = state.withLock { $0.stamps[.runs] ?? [:] }
    try? IndexFile.write(table, stamps: stamps, layout, files)
  }
}
