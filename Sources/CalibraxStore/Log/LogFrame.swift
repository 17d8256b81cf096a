/// What is appended to a log in one go, so that a reader can tell what is whole from what is torn or damaged.
///
/// Layout, little-endian: mark (2 bytes), length of the payload (4), CRC-32C of the payload (4), payload.
enum LogFrame {
  static let headerSize = 10
  private static let mark: UInt16 = 0xB1CA
  /// A length above this is damage.
  private static let largest = 1 << 30

  /// Appends a payload with its header.
  static func append(_ payload: [UInt8], to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: headerSize))
    bytes += payload
    seal(&bytes, from: start)
  }

  /// Puts the header before the payload that begins `headerSize` behind an offset and goes to the end.
  static func seal(_ bytes: inout [UInt8], from start: Int) {
    let length = bytes.count - start - headerSize
    let checksum = Checksum.crc32c(bytes.span.extracting((start + headerSize)...))
    bytes.withUnsafeMutableBytes { buffer in
      buffer.storeBytes(of: mark.littleEndian, toByteOffset: start, as: UInt16.self)
      buffer.storeBytes(of: UInt32(length).littleEndian, toByteOffset: start + 2, as: UInt32.self)
      buffer.storeBytes(of: checksum.littleEndian, toByteOffset: start + 6, as: UInt32.self)
    }
  }

  /// What a log was found to hold.
  struct Scan: Equatable {
    /// The payloads of the whole frames, as places in the bytes.
    var payloads: [Range<Int>] = []
    /// What is damaged, as places in the bytes; the frames behind it are found again.
    var damaged: [Range<Int>] = []
    /// Where what is whole ends; what is behind it was not written to its end.
    var end = 0
  }

  /// Finds the frames in the bytes of a log, from an offset on.
  static func scan(_ bytes: [UInt8], from start: Int) -> Scan {
    var scan = Scan(end: start)
    var position = start
    while position < bytes.count {
      if let payload = frame(at: position, bytes) {
        if position > scan.end { scan.damaged.append(scan.end..<position) }
        scan.payloads.append(payload)
        scan.end = payload.upperBound
        position = payload.upperBound
      } else {
        position += 1
        // Damage is rare, and its end is where the next mark begins a whole frame.
        while position + 1 < bytes.count,
          bytes[position] != UInt8(truncatingIfNeeded: mark) || bytes[position + 1] != UInt8(mark >> 8)
        { position += 1 }
      }
    }
    return scan
  }

  private static func frame(at start: Int, _ bytes: [UInt8]) -> Range<Int>? {
    guard bytes.count - start >= headerSize else { return nil }
    let header = bytes.span.bytes
    guard UInt16(littleEndian: header.unsafeLoadUnaligned(fromByteOffset: start, as: UInt16.self)) == mark else {
      return nil
    }
    let length = Int(UInt32(littleEndian: header.unsafeLoadUnaligned(fromByteOffset: start + 2, as: UInt32.self)))
    let checksum = UInt32(littleEndian: header.unsafeLoadUnaligned(fromByteOffset: start + 6, as: UInt32.self))
    let payload = start + headerSize..<start + headerSize + length
    guard length <= largest, payload.upperBound <= bytes.count,
      Checksum.crc32c(bytes.span.extracting(payload)) == checksum
    else { return nil }
    return payload
  }
}
