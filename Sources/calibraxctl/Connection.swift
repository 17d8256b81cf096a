import CalibraxClient
import CalibraxServer
import CalibraxStore
import Glibc

/// Finds who answers: the server that is named, the one that holds the data directory, or the store in this process.
enum Connection {
  /// How long a writer waits for another one that holds the directory.
  private static let lockSeconds = 10

  static func open(_ flags: borrowing ParsedFlags, for method: String) throws(Failure) -> BlockingClient {
    let timeout = try flags.number("--timeout")
    if let timeout, timeout <= 0 { throw .usage("--timeout needs a number above 0") }
    do throws(ClientError) {
      if let address = try named(flags) { return try BlockingClient(address, timeout: timeout) }
    } catch {
      throw Failure(error)
    }
    let directory = flags["--data"] ?? ClientEnvironment.dataDirectory
    if let client = serving(directory, timeout) { return client }
    return InProcessServer.isWriting(method)
      ? try write(directory, timeout) : BlockingClient(over: try store(directory, .read, lock: nil), timeout: timeout)
  }

  /// The server that is named: by a flag, or by the environment unless a flag names a directory.
  private static func named(_ flags: borrowing ParsedFlags) throws(ClientError) -> ServerAddress? {
    if let text = flags["--server"] { return try ServerAddress(text) }
    return flags.has("--data") ? nil : try ClientEnvironment.server()
  }

  /// A client of the server that holds a directory.
  private static func serving(_ directory: String, _ timeout: Double?) -> BlockingClient? {
    ServerAddress.serving(directory: directory).flatMap { try? BlockingClient($0, timeout: timeout) }
  }

  /// A client that may write: it waits for the lock, or for a server to come up that has it.
  private static func write(_ directory: String, _ timeout: Double?) throws(Failure) -> BlockingClient {
    let layout = StoreLayout(directory)
    do throws(FileError) { try layout.makeDirectory() } catch { throw cannotOpen(directory, error.description) }
    var holder = ""
    for _ in 0..<lockSeconds * 20 {
      switch Result(catching: { () throws(DirectoryLock.Failure) in try DirectoryLock.take(layout) }) {
      case .success(let lock):
        return BlockingClient(over: try store(directory, .write, lock: lock), timeout: timeout)
      case .failure(.unwritable(let error)): throw cannotOpen(directory, error.description)
      case .failure(.held(let by)): holder = by
      }
      if let client = serving(directory, timeout) { return client }
      usleep(50_000)
    }
    throw Failure(
      code: .unreachable, message: "\(holder) has held \(directory) for \(lockSeconds) seconds and does not answer",
      hint: "Try again, or stop that process.")
  }

  private static func store(
    _ directory: String, _ access: DirectoryStore.Access, lock: DirectoryLock?
  ) throws(Failure) -> InProcessStream {
    do throws(StoreError) {
      let layout = StoreLayout(directory)
      let store = try DirectoryStore(layout, access: access)
      let series = try SeriesStore(layout, access: access)
      return InProcessStream(InProcessServer(store: store, series: series), lock: lock)
    } catch {
      if case .unwritable(let error) = error { throw cannotOpen(directory, error.description) }
      throw cannotOpen(directory, "\(error)")
    }
  }

  private static func cannotOpen(_ directory: String, _ reason: String) -> Failure {
    Failure(
      code: .unreachable, message: "cannot open \(directory): \(reason)",
      hint: "Name the data directory with --data DIR, or a server with --server ADDRESS.")
  }
}

/// A server in this process at the other end of a stream.
final class InProcessStream: ByteStream {
  private var server: InProcessServer
  private var answers: [UInt8] = []
  /// Held as long as the store is open.
  private let lock: DirectoryLock?

  init(_ server: consuming InProcessServer, lock: DirectoryLock?) {
    self.server = server
    self.lock = lock
  }

  deinit {
    server.sync()
    lock?.release()
  }

  func send(_ bytes: [UInt8]) throws(ClientError) {
    answers += server.exchange(bytes.span)
  }

  func receive(until deadline: Double?) throws(ClientError) -> [UInt8]? {
    guard !answers.isEmpty else { throw .disconnected("nothing was answered") }
    defer { answers = [] }
    return answers
  }
}
