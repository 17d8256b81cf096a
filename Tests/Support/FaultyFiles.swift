package import CalibraxStore
import Glibc
import Synchronization

/// The machine's files, until a call is made to fail.
package final class FaultyFiles: Files {
  package enum Call: String, Sendable {
    case list, stamp, read, makeDirectory, create, append, open, write, truncate, sync, rename, remove
  }

  private struct Memory {
    var fault: (@Sendable (Call, String) -> Int32?)?
    var calls: [String] = []
  }

  private let memory = Mutex(Memory())
  private let system = SystemFiles()

  package init() {}

  /// From now on a call fails with the error number that this returns for it; `nil` lets it through.
  package func fail(_ fault: (@Sendable (Call, String) -> Int32?)?) {
    memory.withLock { $0.fault = fault }
  }

  /// Every write fails as on a full disk.
  package func fillDisk() {
    fail { call, _ in [.create, .append, .write, .makeDirectory].contains(call) ? ENOSPC : nil }
  }

  /// Every change fails as on a disk that has gone read-only.
  package func failDisk() {
    fail { call, _ in
      [.create, .append, .write, .truncate, .makeDirectory, .sync, .rename, .remove].contains(call) ? EROFS : nil
    }
  }

  /// From now on a call waits, if this returns `true` for it, until the gate is opened.
  package func hold(_ isHeld: @escaping @Sendable (Call, String) -> Bool) -> Gate {
    let gate = Gate()
    fail { call, path in
      if isHeld(call, path) { gate.pass() }
      return nil
    }
    return gate
  }

  /// The calls since the last time this was asked: `sync runs/a.json`, the last two components of the path.
  package func takeCalls() -> [String] {
    memory.withLock { memory in
      defer { memory.calls = [] }
      return memory.calls
    }
  }

  private func pass(_ call: Call, _ path: String) throws(FileError) {
    let fault = memory.withLock { memory in
      memory.calls.append(call.rawValue + " " + path.split(separator: "/").suffix(2).joined(separator: "/"))
      return memory.fault
    }
    if let code = fault?(call, path) { throw FileError(call.rawValue, path, code) }
  }

  package func list(_ directory: String) throws(FileError) -> [String] {
    try pass(.list, directory)
    return try system.list(directory)
  }
  package func stamp(_ path: String) throws(FileError) -> FileStamp? {
    try pass(.stamp, path)
    return try system.stamp(path)
  }
  package func read(_ path: String) throws(FileError) -> [UInt8] {
    try pass(.read, path)
    return try system.read(path)
  }
  package func makeDirectory(_ path: String) throws(FileError) {
    try pass(.makeDirectory, path)
    try system.makeDirectory(path)
  }
  package func create(_ path: String) throws(FileError) -> Int32 {
    try pass(.create, path)
    return try system.create(path)
  }
  package func append(_ path: String) throws(FileError) -> Int32 {
    try pass(.append, path)
    return try system.append(path)
  }
  package func read(_ descriptor: Int32, at offset: Int, count: Int, path: String) throws(FileError) -> [UInt8] {
    try pass(.read, path)
    return try system.read(descriptor, at: offset, count: count, path: path)
  }
  package func truncate(_ descriptor: Int32, to length: Int, path: String) throws(FileError) {
    try pass(.truncate, path)
    try system.truncate(descriptor, to: length, path: path)
  }
  package func open(_ path: String) throws(FileError) -> Int32 {
    try pass(.open, path)
    return try system.open(path)
  }
  package func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    try pass(.write, path)
    try system.write(bytes, to: descriptor, path: path)
  }
  package func sync(_ descriptor: Int32, path: String) throws(FileError) {
    try pass(.sync, path)
    try system.sync(descriptor, path: path)
  }
  package func close(_ descriptor: Int32) { system.close(descriptor) }
  package func rename(_ path: String, to target: String) throws(FileError) {
    try pass(.rename, target)
    try system.rename(path, to: target)
  }
  package func remove(_ path: String) throws(FileError) {
    try pass(.remove, path)
    try system.remove(path)
  }
}
