/// What tells one state of a file from another without reading it.
public struct FileStamp: Hashable, Sendable {
  /// Bytes in the file.
  public var size: Int64
  /// When it was last written, nanoseconds since 1970.
  public var modified: Int64
  /// Which file it is: another one may have been renamed into its place.
  public var inode: UInt64
}

/// Every call the store makes on files, so that faults can be put in its way.
public protocol Files: Sendable {
  /// The names in a directory, in no order.
  func list(_ directory: String) throws(FileError) -> [String]
  /// The state of a file; `nil` when there is none.
  func stamp(_ path: String) throws(FileError) -> FileStamp?
  /// The whole content of a file.
  func read(_ path: String) throws(FileError) -> [UInt8]
  /// Makes a directory unless it is there.
  func makeDirectory(_ path: String) throws(FileError)
  /// Opens a file, new and empty, for writing.
  func create(_ path: String) throws(FileError) -> Int32
  /// Opens a file, made if it is not there, for writing behind what it holds.
  func append(_ path: String) throws(FileError) -> Int32
  /// Opens a file or a directory to read or sync it.
  func open(_ path: String) throws(FileError) -> Int32
  /// Writes all the bytes.
  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError)
  /// The bytes of a file from an offset on, fewer only when it ends before.
  func read(_ descriptor: Int32, at offset: Int, count: Int, path: String) throws(FileError) -> [UInt8]
  /// Takes away what a file holds behind a length.
  func truncate(_ descriptor: Int32, to length: Int, path: String) throws(FileError)
  /// Returns when what was written, or the names in a directory, is on the disk.
  func sync(_ descriptor: Int32, path: String) throws(FileError)
  /// Closes a descriptor.
  func close(_ descriptor: Int32)
  /// Gives a file another name in place of what had it.
  func rename(_ path: String, to target: String) throws(FileError)
  /// Takes a file away; that there is none is no error.
  func remove(_ path: String) throws(FileError)
}

extension Files {
  /// Makes the names in a directory durable.
  func syncDirectory(_ path: String) throws(FileError) {
    let descriptor = try open(path)
    defer { close(descriptor) }
    try sync(descriptor, path: path)
  }

  /// Puts bytes in the place of a file; whoever reads it finds the old content or the new, also after a crash.
  func replace(_ path: String, with bytes: [UInt8], in folder: String) throws(FileError) {
    let temporary = folder + "/" + StoreLayout.temporaryPrefix + (path.split(separator: "/").last ?? "file")
    let descriptor = try create(temporary)
    do throws(FileError) {
      defer { close(descriptor) }
      try write(bytes, to: descriptor, path: temporary)
      try sync(descriptor, path: temporary)
      try rename(temporary, to: path)
    } catch {
      try? remove(temporary)
      throw error
    }
    try syncDirectory(folder)
  }
}

/// What a file call failed with.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was being done: `write`.
  public let action: String
  /// To which file.
  public let path: String
  /// The system's error number.
  public let code: Int32

  /// A failure.
  public init(_ action: String, _ path: String, _ code: Int32) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The failure as a phrase.
  public var description: String { "cannot \(action) \(path): \(systemMessage(code))" }
}
