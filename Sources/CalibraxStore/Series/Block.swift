import CalibraxModel
import Synchronization

/// A segment as it lies on the disk when it is not written any more: the samples of each series in chunks, column by
/// column, and behind them a directory that says what is where.
///
/// Layout, little-endian: mark (8 bytes); chunks; directory; length of the directory (8), its CRC-32C (4), mark (8). A
/// chunk is the column of x and the column of values (``ColumnCodec``), the first with its length before it.
///
/// Of an open block only the directory is in memory: 32 bytes a series and 48 a chunk of at most 8,192 samples. A query
/// finds its series there by halving, and reads those chunks whose x overlaps what is asked for.
final class Block: Sendable {
  static let mark: UInt64 = 0x314B_4C42_5842_4C43
  static let trailerSize = 20
  /// Samples of a chunk at most.
  static let chunkSamples = 8_192

  /// Where a part of a series lies, and what is in it.
  struct Chunk {
    var offset: Int
    var length: Int
    var count: Int
    var checksum: UInt32
    var smallest: Double
    var largest: Double
  }

  /// What a block knows of a series.
  struct Entry {
    var series: Int32
    /// The first of its chunks; they end where the next entry's begin.
    var firstChunk: Int32
    /// How many of its samples are in earlier segments.
    var recordedBefore: Int
    /// The last of its samples here.
    var last: Sample
  }

  /// What a directory holds.
  struct Directory {
    /// By series, the lowest number first.
    var entries: [Entry] = []
    var chunks: [Chunk] = []
    /// When its last sample was recorded, Unix seconds.
    var recordedUntil = 0
    /// How far the samples are of each producer that recorded in it.
    var producers: [String: Int] = [:]
    /// What of the segment was lost before it was a block, sentences.
    var losses: [String] = []
  }

  let number: Int
  let path: String
  let directory: Directory
  /// Bytes of the file.
  let size: Int
  private let files: any Files
  private let descriptor: Int32

  init(number: Int, path: String, directory: Directory, size: Int, files: any Files) throws(FileError) {
    self.number = number
    self.path = path
    self.directory = directory
    self.size = size
    self.files = files
    descriptor = try files.open(path)
  }

  deinit { files.close(descriptor) }

  /// How many samples it holds.
  var count: Int { directory.chunks.reduce(0) { $0 + $1.count } }

  /// The place of a series' entry in the directory; `nil` when it has no samples here.
  func position(of series: Int) -> Int? {
    var low = 0
    var high = directory.entries.count
    while low < high {
      let middle = (low + high) / 2
      if directory.entries[middle].series < series { low = middle + 1 } else { high = middle }
    }
    return low < directory.entries.count && directory.entries[low].series == series ? low : nil
  }

  /// The places of the chunks of the entry at a position.
  func chunks(at position: Int) -> Range<Int> {
    let entries = directory.entries
    let end = position + 1 < entries.count ? Int(entries[position + 1].firstChunk) : directory.chunks.count
    return Int(entries[position].firstChunk)..<end
  }

  /// The samples of a chunk, as they were recorded.
  ///
  /// - Throws: ``StoreError/damaged(file:reason:)`` when they are not what was written.
  func samples(of place: Int) throws(StoreError) -> [Sample] {
    let chunk = directory.chunks[place]
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try files.read(descriptor, at: chunk.offset, count: chunk.length, path: path)
    } catch {
      throw .unwritable(error)
    }
    guard bytes.count == chunk.length, Checksum.crc32c(bytes.span) == chunk.checksum,
      let samples = Self.decode(bytes, count: chunk.count)
    else {
      throw .damaged(
        file: "series/" + NumberedFile.block(number),
        reason: "\(chunk.count) samples at byte \(chunk.offset) are not what was written")
    }
    return samples
  }

  /// A chunk as bytes.
  static func encode(_ samples: [Sample]) -> [UInt8] {
    var column: [UInt8] = []
    ColumnCodec.encode(samples.map(\.at), into: &column)
    var bytes: [UInt8] = []
    ByteWriter.append(number: UInt64(column.count), to: &bytes)
    bytes += column
    ColumnCodec.encode(samples.map(\.value), into: &bytes)
    return bytes
  }

  private static func decode(_ bytes: [UInt8], count: Int) -> [Sample]? {
    var reader = ByteReader(bytes)
    guard let length = reader.number(), length <= UInt64(bytes.count), let first = reader.part(Int(length)),
      let ats = ColumnCodec.decode(bytes.span.extracting(first), count: count),
      let values = ColumnCodec.decode(bytes.span.extracting(first.upperBound...), count: count)
    else { return nil }
    return zip(ats, values).map { Sample(at: $0, value: $1) }
  }
}
