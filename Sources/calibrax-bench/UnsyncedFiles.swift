import CalibraxStore

/// The files of this machine, without waiting for the disk.
struct UnsyncedFiles: Files {
  private let files = SystemFiles()

  func list(_ directory: String) throws(FileError) -> [String] { try files.list(directory) }
  func stamp(_ path: String) throws(FileError) -> FileStamp? { try files.stamp(path) }
  func read(_ path: String) throws(FileError) -> [UInt8] { try files.read(path) }
  func makeDirectory(_ path: String) throws(FileError) { try files.makeDirectory(path) }
  func create(_ path: String) throws(FileError) -> Int32 { try files.create(path) }
  func append(_ path: String) throws(FileError) -> Int32 { try files.append(path) }
  func read(_ descriptor: Int32, at offset: Int, count: Int, path: String) throws(FileError) -> [UInt8] {
    try files.read(descriptor, at: offset, count: count, path: path)
  }
  func truncate(_ descriptor: Int32, to length: Int, path: String) throws(FileError) {
    try files.truncate(descriptor, to: length, path: path)
  }
  func open(_ path: String) throws(FileError) -> Int32 { try files.open(path) }
  func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    try files.write(bytes, to: descriptor, path: path)
  }
  func sync(_ descriptor: Int32, path: String) throws(FileError) {}
  func close(_ descriptor: Int32) { files.close(descriptor) }
  func rename(_ path: String, to target: String) throws(FileError) { try files.rename(path, to: target) }
  func remove(_ path: String) throws(FileError) { try files.remove(path) }
}
