import CalibraxAPI
import CalibraxClient
import CalibraxServer
import CalibraxStore
import Glibc

/// Finds who answers: the server that is named, the one that holds the data directory, or the store in this process.
struct Connection {
  /// How long a writer waits for another one that holds the directory, unless a timeout is asked for.
  private static let patience = 10.0

  /// Methods that begin something, and so may begin a store; any other finds a directory that is not there mistyped.
  private static let beginning = [
    Ingest.name, RecordSamples.name, StartExecution.name, DefineMetric.name, RecordExecution.name,
    SetPerformanceBaseline.name, TriggerAlert.name, SetThreshold.name, StartMonitoring.name, SetBenchmark.name,
  ]

  private let directory: String
  private var timeout: Double?
  private var fillsEnvironment: Bool

  private init(_ flags: borrowing ParsedFlags) throws(Failure) {
    timeout = try flags.number("--timeout")
    if let timeout, timeout <= 0 { throw .usage("--timeout needs a number above 0") }
    directory = flags["--data"] ?? ClientEnvironment.dataDirectory
    fillsEnvironment = !flags.has(IngestCommand.noEnvironment)
  }

  /// A client of who answers a method.
  ///
  /// - Parameters:
  ///   - timeout: Seconds that an answer may take, unless a timeout is asked for.
  ///   - isFromHere: Whether what is stored was measured on this machine, as far as it does not say.
  static func open(
    _ flags: borrowing ParsedFlags, for method: String, timeout: Double? = nil, isFromHere: Bool = true
  ) throws(Failure) -> BlockingClient {
    if let client = try server(flags, timeout: timeout, isFromHere: isFromHere) { return client }
    var connection = try Connection(flags)
    connection.timeout = connection.timeout ?? timeout
    connection.fillsEnvironment = connection.fillsEnvironment && isFromHere
    return try InProcessServer.isWriting(method) ? connection.write(method) : connection.store(.read, lock: nil)
  }

  /// A client of the server that is named, or of the one that holds the data directory; `nil` when none does.
  ///
  /// - Parameter timeout: Seconds that an answer may take, unless a timeout is asked for.
  static func server(
    _ flags: borrowing ParsedFlags, timeout: Double? = nil, isFromHere: Bool = true
  ) throws(Failure) -> BlockingClient? {
    var connection = try Connection(flags)
    connection.timeout = connection.timeout ?? timeout
    connection.fillsEnvironment = connection.fillsEnvironment && isFromHere
    do throws(ClientError) {
      if let address = try named(flags) { return try connection.client(of: address) }
    } catch {
      throw Failure(error)
    }
    return try connection.serving()
  }

  /// A client of a server, for what only a server can do. One that hangs is given up after a while.
  static func requiredServer(_ flags: borrowing ParsedFlags) throws(Failure) -> BlockingClient {
    if let client = try server(flags, timeout: patience) { return client }
    let directory = try Connection(flags).directory
    throw Failure(
      code: .unreachable, message: "no server serves \(directory)",
      hint: "Start one with calibraxd --data \(directory), or name one with --server ADDRESS.")
  }

  /// Whether there is a store, or a server, to ask.
  static func isThere(_ flags: borrowing ParsedFlags) throws(Failure) -> Bool {
    if try address(flags) != nil { return true }
    return access(try Connection(flags).directory, F_OK) == 0
  }

  /// Finds what the flags say wrong of a server, before there is one to talk to.
  static func check(_ flags: borrowing ParsedFlags) throws(Failure) {
    _ = try Connection(flags)
    do throws(ClientError) {
      _ = try flags["--server"].map { (text) throws(ClientError) in try ServerAddress(text) }
    } catch {
      throw Failure(error)
    }
  }

  /// Where the server listens that is named, or that holds the data directory.
  static func address(_ flags: borrowing ParsedFlags) throws(Failure) -> ServerAddress? {
    do throws(ClientError) {
      if let address = try named(flags) { return address }
    } catch {
      throw Failure(error)
    }
    return .serving(directory: try Connection(flags).directory)
  }

  /// The server that is named: by a flag, or by the environment unless a flag names a directory.
  private static func named(_ flags: borrowing ParsedFlags) throws(ClientError) -> ServerAddress? {
    if let text = flags["--server"] { return try ServerAddress(text) }
    return flags.has("--data") ? nil : try ClientEnvironment.server()
  }

  private func client(of address: ServerAddress) throws(ClientError) -> BlockingClient {
    try BlockingClient(
      address, timeout: timeout, fillsEnvironment: fillsEnvironment, token: ClientEnvironment.token)
  }

  /// A client of the server that holds the directory; `nil` when none can be reached.
  private func serving() throws(Failure) -> BlockingClient? {
    guard let address = ServerAddress.serving(directory: directory) else { return nil }
    do throws(ClientError) { return try client(of: address) } catch {
      if case .refused = error { throw Failure(error) }
      return nil
    }
  }

  /// A client that may write: it waits for the lock, or for a server to come up that has it.
  private func write(_ method: String) throws(Failure) -> BlockingClient {
    let layout = StoreLayout(directory)
    if Self.beginning.contains(method) {
      do throws(FileError) { try layout.makeDirectory() } catch { throw cannotOpen(error.description) }
    }
    let seconds = timeout ?? Self.patience
    let deadline = ContinuousClock.now + .seconds(min(seconds, 1e9))
    var holder: String
    repeat {
      switch Result(catching: { () throws(DirectoryLock.Failure) in try DirectoryLock.take(layout) }) {
      case .success(let lock): return try store(.write, lock: lock)
      case .failure(.unwritable(let error)): throw cannotOpen(error.description)
      case .failure(.held(let by)): holder = by
      }
      if let client = try serving() { return client }
      usleep(50_000)
    } while ContinuousClock.now < deadline
    throw Failure(
      code: .unreachable, message: "\(holder) has held \(directory) for \(seconds) s and does not answer",
      hint: "Try again, or stop that process.")
  }

  /// A client of the store in this process.
  private func store(_ access: DirectoryStore.Access, lock: DirectoryLock?) throws(Failure) -> BlockingClient {
    do throws(StoreError) {
      let layout = StoreLayout(directory)
      let server = InProcessServer(
        store: try DirectoryStore(layout, access: access), series: try SeriesStore(layout, access: access))
      return BlockingClient(
        over: InProcessStream(server, lock: lock), timeout: timeout, fillsEnvironment: fillsEnvironment)
    } catch {
      if case .unwritable(let error) = error { throw cannotOpen(error.description) }
      throw cannotOpen("\(error)")
    }
  }

  private func cannotOpen(_ reason: String) -> Failure {
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
    server.close()
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
