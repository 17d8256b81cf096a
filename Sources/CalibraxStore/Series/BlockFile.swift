import CalibraxJSON
import CalibraxModel

/// Writes blocks, and reads their directories.
enum BlockFile {
  /// What a block says of a series.
  struct Described {
    var series: Int
    var name: SeriesName
    var definition: SeriesDefinition
  }

  /// Writes a segment as a block, under a temporary name until it is on the disk.
  static func write(
    _ segment: FrozenSegment, described: [Described], recordedUntil: Int, to path: String, in folder: String,
    _ files: any Files
  ) throws(FileError) -> Block {
    var bytes: [UInt8] = []
    ByteWriter.append(integer: Block.mark, to: &bytes)
    var directory = Block.Directory()
    directory.recordedUntil = recordedUntil
    directory.producers = segment.producers
    directory.losses = segment.losses
    for series in segment.memory.series.sorted() {
      let chunks = segment.memory.chunks(of: Int(series))
      directory.entries.append(
        Block.Entry(
          series: series, firstChunk: Int32(directory.chunks.count),
          recordedBefore: segment.memory.recordedBefore(Int(series)) ?? 0, last: chunks.last?.last ?? .zero))
      for samples in chunks {
        let chunk = Block.encode(samples)
        directory.chunks.append(
          Block.Chunk(
            offset: bytes.count, length: chunk.count, count: samples.count, checksum: Checksum.crc32c(chunk.span),
            smallest: samples.lazy.map(\.at).min() ?? 0, largest: samples.lazy.map(\.at).max() ?? 0))
        bytes += chunk
      }
    }
    let start = bytes.count
    append(directory, described, to: &bytes)
    let checksum = Checksum.crc32c(bytes.span.extracting(start...))
    ByteWriter.append(integer: UInt64(bytes.count - start), to: &bytes)
    ByteWriter.append(integer: checksum, to: &bytes)
    ByteWriter.append(integer: Block.mark, to: &bytes)
    try files.replace(path, with: bytes, in: folder)
    return try Block(number: segment.number, path: path, directory: directory, size: bytes.count, files: files)
  }

  /// Opens a block and tells what it says of its series.
  static func open(
    _ path: String, number: Int, file: String, _ files: any Files
  ) -> Result<(block: Block, described: [Described]), StoreError> {
    do throws(FileError) {
      let size = Int(try files.stamp(path)?.size ?? 0)
      let descriptor = try files.open(path)
      defer { files.close(descriptor) }
      let trailer = try files.read(
        descriptor, at: max(0, size - Block.trailerSize), count: Block.trailerSize, path: path)
      guard let (length, checksum) = Self.trailer(trailer), length <= size - 8 - Block.trailerSize else {
        return .failure(.damaged(file: file, reason: "its end is not a block's"))
      }
      let bytes = try files.read(descriptor, at: size - Block.trailerSize - length, count: length, path: path)
      var reader = ByteReader(bytes)
      guard Checksum.crc32c(bytes.span) == checksum, let (directory, described) = Self.directory(&reader) else {
        return .failure(.damaged(file: file, reason: "its directory is not what was written"))
      }
      let block = try Block(number: number, path: path, directory: directory, size: size, files: files)
      return .success((block, described))
    } catch {
      return .failure(.unwritable(error))
    }
  }

  private static func trailer(_ bytes: [UInt8]) -> (length: Int, checksum: UInt32)? {
    var reader = ByteReader(bytes)
    guard let length = reader.integer(UInt64.self), let checksum = reader.integer(UInt32.self),
      reader.integer(UInt64.self) == Block.mark
    else { return nil }
    return Int(exactly: length).map { ($0, checksum) }
  }

  private static func append(_ directory: Block.Directory, _ described: [Described], to bytes: inout [UInt8]) {
    func number(_ value: Int) { ByteWriter.append(number: UInt64(value), to: &bytes) }
    number(directory.recordedUntil)
    number(directory.producers.count)
    for (name, last) in directory.producers {
      ByteWriter.append(text: name.utf8, to: &bytes)
      number(last)
    }
    number(directory.losses.count)
    for loss in directory.losses { ByteWriter.append(text: loss.utf8, to: &bytes) }
    var executions = Interner<String>()
    var definitions = Interner<SeriesDefinition>()
    var names: [UInt8] = []
    for series in described {
      ByteWriter.append(number: UInt64(series.series), to: &names)
      ByteWriter.append(number: UInt64(executions.number(of: series.name.execution)), to: &names)
      ByteWriter.append(text: series.name.key.utf8, to: &names)
      ByteWriter.append(number: UInt64(definitions.number(of: series.definition)), to: &names)
    }
    number(executions.values.count)
    for execution in executions.values { ByteWriter.append(text: execution.utf8, to: &bytes) }
    number(definitions.values.count)
    for definition in definitions.values { ByteWriter.append(text: JSONWriter.bytes(of: definition), to: &bytes) }
    number(described.count)
    bytes += names
    number(directory.entries.count)
    for (position, entry) in directory.entries.enumerated() {
      let end =
        position + 1 < directory.entries.count
        ? Int(directory.entries[position + 1].firstChunk) : directory.chunks.count
      number(Int(entry.series))
      number(entry.recordedBefore)
      ByteWriter.append(integer: entry.last.at.bitPattern, to: &bytes)
      ByteWriter.append(integer: entry.last.value.bitPattern, to: &bytes)
      number(end - Int(entry.firstChunk))
    }
    for chunk in directory.chunks {
      number(chunk.length)
      number(chunk.count)
      ByteWriter.append(integer: chunk.checksum, to: &bytes)
      ByteWriter.append(integer: chunk.smallest.bitPattern, to: &bytes)
      ByteWriter.append(integer: chunk.largest.bitPattern, to: &bytes)
    }
  }

  private static func directory(_ reader: inout ByteReader) -> (Block.Directory, [Described])? {
    var directory = Block.Directory()
    guard let recordedUntil = reader.count(), recordedUntil <= 1 << 40 else { return nil }
    directory.recordedUntil = recordedUntil
    guard
      let producers = reader.list({ reader -> (String, Int)? in
        guard let name = reader.text(), let last = reader.count() else { return nil }
        return (name, last)
      }),
      let losses = reader.list({ $0.text() }), let executions = reader.list({ $0.text() }),
      let definitions = reader.list({ reader in reader.text().flatMap { SeriesDefinition(text: $0) } }),
      let described = reader.list({ reader -> Described? in
        guard let series = reader.count(), series < SeriesCatalog.limit, let execution = reader.count(),
          let key = reader.text(), let definition = reader.count(), execution < executions.count,
          definition < definitions.count
        else { return nil }
        return Described(
          series: series, name: SeriesName(execution: executions[execution], key: key),
          definition: definitions[definition])
      })
    else { return nil }
    directory.producers = Dictionary(producers, uniquingKeysWith: { $1 })
    directory.losses = losses
    var chunkCount = 0
    guard
      let entries = reader.list({ reader -> Block.Entry? in
        guard let series = reader.count(), series < SeriesCatalog.limit, let before = reader.count(),
          let at = reader.integer(UInt64.self), let value = reader.integer(UInt64.self), let chunks = reader.count(),
          chunkCount + chunks <= Int(Int32.max)
        else { return nil }
        defer { chunkCount += chunks }
        return Block.Entry(
          series: Int32(series), firstChunk: Int32(chunkCount), recordedBefore: before,
          last: Sample(at: Double(bitPattern: at), value: Double(bitPattern: value)))
      })
    else { return nil }
    directory.entries = entries
    var offset = 8
    for _ in 0..<chunkCount {
      guard let length = reader.count(), let count = reader.count(), count <= Block.chunkSamples, length <= 1 << 30,
        let checksum = reader.integer(UInt32.self), let smallest = reader.integer(UInt64.self),
        let largest = reader.integer(UInt64.self)
      else { return nil }
      directory.chunks.append(
        Block.Chunk(
          offset: offset, length: length, count: count, checksum: checksum, smallest: Double(bitPattern: smallest),
          largest: Double(bitPattern: largest)))
      offset += length
    }
    return (directory, described)
  }
}

extension SeriesDefinition {
  /// Reads what a log or a block holds; `nil` when it is no definition.
  init?(text: String) {
    var parser = JSONParser()
    guard let definition = try? parser.decode(SeriesDefinition.self, from: Array(text.utf8)) else { return nil }
    self = definition
  }
}
