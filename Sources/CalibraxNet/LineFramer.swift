import Glibc

/// Finds the lines in a stream of bytes. It never looks at a byte twice, and keeps no more than the line that is not
/// complete yet.
public struct LineFramer: Sendable {
  /// What stands next in the stream.
  public enum Frame: Equatable, Sendable {
    /// A line, without its end: bytes to be read with ``LineFramer/bytes(_:)``.
    case line(Range<Int>)
    /// A line longer than the limit; the rest of it is skipped.
    case tooLong
  }

  /// An idle connection gives back a buffer larger than this, one in use a much larger one.
  private static let keptCapacity = (idle: 1_024, used: 256 << 10)

  private let maximum: Int
  private var buffer: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// Up to where there is no line end.
  private var scanned = 0
  private var isSkipping = false

  /// A framer for lines of at most so many bytes.
  public init(maximum: Int) {
    self.maximum = maximum
  }

  /// How many bytes wait for the end of their line or to be taken.
  public var count: Int { buffer.count - start }

  /// Takes in bytes of the stream.
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    if start > 0 {
      buffer.removeSubrange(0..<start)
      scanned -= start
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next frame, which stays the next until ``consume()``. Blank lines are passed over.
  public mutating func next() -> Frame? {
    while let end = lineEnd() {
      defer { scanned = end }
      if isSkipping {
        isSkipping = false
        start = end + 1
        continue
      }
      let isReturn = end > start && buffer[end - 1] == UInt8(ascii: "\r")
      let line = start..<(isReturn ? end - 1 : end)
      if line.count > maximum { return .tooLong }
      if buffer[line].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
        start = end + 1
        continue
      }
      return .line(line)
    }
    if isSkipping {
      start = buffer.count
      scanned = start
    } else if count > maximum {
      return .tooLong
    }
    shrink()
    return nil
  }

  /// Takes the frame that ``next()`` told of out of the stream.
  public mutating func consume() {
    if let end = lineEnd() {
      start = end + 1
      scanned = start
    } else {
      // An overlong line whose end is still to come.
      isSkipping = true
      start = buffer.count
      scanned = start
    }
    shrink()
  }

  /// The bytes of a line.
  public func bytes<Result>(_ line: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    body(buffer.span.extracting(line))
  }

  /// Ends the stream: what stands there without a line end is a line too.
  public mutating func finish() {
    if count > 0 && !isSkipping && buffer.last != UInt8(ascii: "\n") { buffer.append(UInt8(ascii: "\n")) }
  }

  /// Where the next line ends, without looking again at what has been looked at.
  private mutating func lineEnd() -> Int? {
    scanned = max(scanned, start)
    guard scanned < buffer.count else { return nil }
    let found = buffer.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress, let end = memchr(base + scanned, 0x0A, bytes.count - scanned) else {
        return nil
      }
      return UnsafeRawPointer(end) - base
    }
    scanned = found ?? buffer.count
    return found
  }

  private mutating func shrink() {
    guard start == buffer.count else { return }
    buffer.removeAll(keepingCapacity: buffer.capacity <= Self.keptCapacity.used)
    start = 0
    scanned = 0
  }

  /// Nothing has come for a while.
  mutating func trim() {
    if buffer.isEmpty && buffer.capacity > Self.keptCapacity.idle { buffer = [] }
  }
}
