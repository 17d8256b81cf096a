import CalibraxJSON
import CalibraxModel
import CalibraxStore
import Glibc

/// The folder that one run or execution is exported to: its state, the copies of its files, and what the SDK writes.
///
/// Only one program at a time works there.
final class ExportFolder {
  let path: String
  private let files = SystemFiles()
  private let lock: Int32

  private static let state = "state.json"
  /// The folder of copies.
  var artifacts: String { path + "/artifacts" }

  init(_ path: String) throws(Failure) {
    _ = try OutputFolder(path)
    guard let real = realpath(path, nil) else { throw Self.cannot("open", path, errno) }
    defer { free(real) }
    self.path = String(cString: real)
    lock = open(self.path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if lock < 0 { throw Self.cannot("write", path, errno) }
    if flock(lock, LOCK_EX | LOCK_NB) != 0 {
      throw Failure(
        code: .unreachable, message: "another export works in \(self.path)", hint: "Try again when it is done.")
    }
  }

  deinit { if lock >= 0 { close(lock) } }

  /// The folders below another one in which something was exported to.
  static func all(below base: String) -> [String] {
    let names = (try? SystemFiles().list(base)) ?? []
    return names.sorted().map { base + "/" + $0 }.filter { access($0 + "/" + state, F_OK) == 0 }
  }

  /// How far the export in a folder has come; `nil` when nobody can tell.
  static func state(in path: String) -> ExportState? {
    guard let bytes = try? SystemFiles().read(path + "/" + state) else { return nil }
    var parser = JSONParser()
    return try? parser.decode(ExportState.self, from: bytes)
  }

  /// Keeps how far the export has come; whoever reads it finds the old state or the new.
  func keep(_ state: inout ExportState) throws(Failure) {
    state.updatedAt = Timestamp(microseconds: Int64(unixSeconds() * 1e6)).text
    let text = String(decoding: JSONWriter.indented(JSONWriter.bytes(of: state)), as: UTF8.self)
    do throws(Failure) { try OutputFile(path + "/" + Self.state).replace(with: text) } catch {
      // A full disk has no room for a second file, but for what stands in the place of the first.
      guard overwrite(Array(text.utf8)) else { throw error }
    }
  }

  /// Keeps why an export did not go on. What was not written whole goes: it may be what the disk is full of.
  ///
  /// - Returns: What to tell of it.
  func failure(_ state: inout ExportState, _ failure: Failure) -> Failure {
    (state.step, state.reason) = (.failed, failure.message)
    if state.folder == nil { clear() }
    var failure = failure
    failure.message = "\(printable(state.subject)) was not exported: \(failure.message)"
    do throws(Failure) { try keep(&state) } catch { failure.message += "; \(error.message)" }
    return failure
  }

  private func overwrite(_ bytes: [UInt8]) -> Bool {
    let descriptor = open(path + "/" + Self.state, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return pwrite(descriptor, bytes, bytes.count, 0) == bytes.count && ftruncate(descriptor, bytes.count) == 0
  }

  /// Whether a run that was written is there still, with what was to go along.
  func isWhole(_ folder: String) -> Bool {
    ((try? files.list(folder)) ?? []).contains { $0.hasSuffix(".wandb") }
  }

  /// What marks a run as uploaded: where it is seen, or nothing when that was done by hand; `nil` when it is not.
  func mark(in folder: String) -> String? {
    marker(in: folder).flatMap { try? files.read($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Takes the mark away.
  func unmark(_ folder: String) {
    if let marker = marker(in: folder) { remove(marker) }
  }

  private func marker(in folder: String) -> String? {
    ((try? files.list(folder)) ?? []).first { $0.hasSuffix(".wandb.synced") }.map { folder + "/" + $0 }
  }

  /// Takes away what was written before, all but the state.
  func clear() {
    for name in ["wandb", "artifacts"] { remove(path + "/" + name) }
  }

  private func remove(_ target: String) {
    var status = stat()
    guard lstat(target, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? files.list(target)) ?? [] { remove(target + "/" + name) }
      rmdir(target)
    } else {
      unlink(target)
    }
  }

  private static func cannot(_ action: String, _ path: String, _ code: Int32) -> Failure {
    Failure(code: .unreachable, message: "cannot \(action) \(path): \(String(cString: strerror(code)))")
  }
}
