import CalibraxReading

/// A file that an adapter reads, a piece at a time.
public struct SourceFile {
  /// Its name, for messages and for formats that say something by it; of a file in a folder its path there.
  public let name: String
  /// Where it is on this machine, a path from the root on; `nil` where only its name is known.
  public let location: String?
  private let open: () -> Reader
  private var read: Reader?
  /// What was read to look at and not taken yet.
  private var ahead: [UInt8] = []
  private var hasBegun = false

  /// How much is read to see what a file is.
  static let headSize = 65_536

  /// Returns what comes next in a file, some tens of kilobytes; nothing at the end.
  public typealias Reader = () throws(AdapterError) -> [UInt8]

  /// A file that is in memory.
  public init(name: String, bytes: [UInt8]) {
    self.init(name: name) {
      var rest: [UInt8]? = bytes
      return { () throws(AdapterError) in
        defer { rest = nil }
        return rest ?? []
      }
    }
  }

  /// A file that is opened when it is needed.
  ///
  /// - Parameters:
  ///   - location: Where it is on this machine, a path from the root on.
  ///   - open: Begins to read at the file's beginning; it may be called again.
  public init(name: String, location: String? = nil, open: @escaping () -> Reader) {
    self.name = name
    self.location = location
    self.open = open
  }

  /// The most that is known of where it is.
  var path: String { location ?? name }

  /// The beginning of the file, to see what it is.
  mutating func head() throws(AdapterError) -> FileHead {
    while ahead.count < Self.headSize {
      let next = try next()
      if next.isEmpty { break }
      ahead += next
    }
    return FileHead(name: name, path: path, bytes: ahead.prefix(Self.headSize))
  }

  /// What comes next; nothing at the end.
  mutating func piece() throws(AdapterError) -> [UInt8] {
    if ahead.isEmpty { return try next() }
    defer { ahead = [] }
    return ahead
  }

  /// All that is left of the file.
  mutating func rest() throws(AdapterError) -> [UInt8] {
    var bytes = try piece()
    while true {
      let next = try piece()
      if next.isEmpty { return bytes }
      bytes += next
    }
  }

  /// Calls the body with every line and its number, from 1; without what ends it.
  ///
  /// - Parameter takesUnfinished: Whether a last line that nothing ends counts: one whose own syntax shows that it is
  ///   whole. Otherwise it may have been cut off, and a number with it.
  /// - Returns: The number of the last line, when it was left out.
  mutating func forEachLine(
    takesUnfinished: Bool = false, _ body: (String, Int) throws(AdapterError) -> Void
  ) throws(AdapterError) -> Int? {
    var line: [UInt8] = []
    var number = 1
    while true {
      let piece = try piece()
      if piece.isEmpty { break }
      var rest = piece[...]
      while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<newline]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        try body(String(decoding: line, as: UTF8.self), number)
        line.removeAll(keepingCapacity: true)
        number += 1
        rest = rest[(newline + 1)...]
      }
      line += rest
    }
    // What is cut off may begin with space.
    if line.isEmpty || takesUnfinished && line.allSatisfy(isSpace) { return nil }
    if !takesUnfinished { return number }
    try body(String(decoding: line, as: UTF8.self), number)
    return nil
  }

  /// Reads on; the first piece is without the mark that some programs begin UTF-8 with.
  private mutating func next() throws(AdapterError) -> [UInt8] {
    let read = self.read ?? open()
    self.read = read
    var bytes = try read()
    if hasBegun || bytes.isEmpty { return bytes }
    hasBegun = true
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw AdapterError(
        name, "", "it is UTF-16", hint: "Write it as UTF-8; in PowerShell with Out-File -Encoding utf8.")
    }
    return bytes
  }
}
