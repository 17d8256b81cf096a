import CalibraxModel
public import CalibraxNet
public import CalibraxStore

/// A server: it owns a data directory and answers on its sockets.
public struct Server: Sendable {
  /// What a server is started with.
  public struct Options: Sendable {
    /// The data directory.
    public var data: String
    /// The path of the Unix socket; inside the data directory when `nil`.
    public var socket: String?
    /// HOST:PORT to listen on too.
    public var tcp: String?
    /// The file of the tokens that TCP connections must show one of; none needed when `nil`.
    public var tokenFile: String?
    /// When recorded samples are answered for.
    public var durability = SeriesStore.Durability.everysec
    /// How much of what was recorded is kept; looked at every minute.
    public var retention = SeriesRetention()
    /// How large a log of samples grows before it is turned into a block, in bytes.
    public var segmentSize = 64 << 20
    /// How large a log of executions and alerts grows before a snapshot follows it, in bytes.
    public var journalSize = 64 << 20
    /// What clients may take.
    public var limits = ServerLimits()
    /// The file system.
    public var files: any Files = SystemFiles()
    /// The time.
    public var clock = Clock.system

    /// Options for a data directory.
    public init(data: String) {
      self.data = data
    }
  }

  /// Where it can be reached, as the line says that is printed when it listens:
  /// `calibraxd ready unix=PATH tcp=HOST:PORT data=DIR`.
  public let ready: String
  /// The path of its Unix socket.
  public let unixAddress: String
  /// HOST:PORT it listens on, when asked to.
  public let tcpAddress: String?

  private let options: Options
  private let layout: StoreLayout
  private let store: DirectoryStore
  private let series: SeriesStore
  private let tokens: Tokens?
  private let lock: DirectoryLock
  private let listeners: [Listener]
  private let mailbox = Mailbox<ServerMail>()
  private let log: LogWriter

  /// Takes the directory, reads it and listens.
  ///
  /// - Throws: ``StartError`` with a sentence for the operator.
  public init(_ options: Options, log: LogWriter = LogWriter()) throws(StartError) {
    self.options = options
    self.log = log
    layout = StoreLayout(options.data)
    tokens = try options.tokenFile.map { (path) throws(StartError) in try Self.tokens(path) }
    lock = try Self.lock(layout, options.files)
    do throws(StoreError) {
      store = try DirectoryStore(layout, journalSize: options.journalSize, files: options.files)
      var series = try SeriesStore(
        layout, durability: options.durability, segmentSize: options.segmentSize, files: options.files)
      // Not while somebody waits; if it cannot be, whoever records first is told.
      try? series.prepare()
      self.series = series
    } catch {
      throw StartError(store: error, directory: layout.directory)
    }
    do throws(NetError) {
      let unix = try Listener.unix(options.socket ?? layout.directory + "/calibrax.sock")
      let tcp = try options.tcp.map { (text) throws(NetError) in
        do throws(NetError) { return try Listener.tcp(text, loopbackOnly: options.tokenFile == nil) } catch {
          unix.close(); throw error
        }
      }
      listeners = [unix] + (tcp.map { [$0] } ?? [])
      unixAddress = unix.address
      tcpAddress = tcp?.address
    } catch {
      throw StartError(description: error.description)
    }
    let addresses = "unix=\(unixAddress)" + (tcpAddress.map { " tcp=\($0)" } ?? "")
    ready = "calibraxd ready \(addresses) data=\(layout.directory)"
    lock.describe(unix: unixAddress, tcp: tcpAddress)
    for file in store.report.damaged + series.damaged { log.log("cannot use \(file.file): \(file.reason)") }
  }

  private static func tokens(_ path: String) throws(StartError) -> Tokens {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try SystemFiles().read(path)
    } catch {
      throw StartError(description: "\(error); --token-file names a file of lines like: writer TOKEN")
    }
    return try Tokens(text: String(decoding: bytes, as: UTF8.self), path: path)
  }

  private static func lock(_ layout: StoreLayout, _ files: any Files) throws(StartError) -> DirectoryLock {
    do throws(FileError) {
      try layout.makeDirectory(files)
    } catch {
      throw StartError(store: .unwritable(error), directory: layout.directory)
    }
    do throws(DirectoryLock.Failure) {
      return try DirectoryLock.take(layout)
    } catch {
      switch error {
      case .held(let holder):
        throw StartError(
          description:
            "another server holds \(layout.directory): \(holder); stop it, or choose another directory with --data DIR")
      case .unwritable(let error): throw StartError(store: .unwritable(error), directory: layout.directory)
      }
    }
  }

  /// Serves until ``stop()`` or one of the signals, then finishes what is in flight.
  ///
  /// - Throws: ``StartError`` when the system refuses to watch the sockets.
  public func run(until signals: Signals? = nil) throws(StartError) {
    let disk = DiskQueue(writer: store.writer, mailbox: mailbox)
    let watch = DirectoryWatch(layout)
    var state = State(store: store, series: series, limits: options.limits, clock: options.clock)
    state.tokens = tokens
    state.begin(telling: AlertDispatcher(log: log))
    let handler = ServerLoop(
      service: Service(state: state, limits: options.limits), disk: disk, pool: WorkerPool(mailbox: mailbox),
      sources: Sources(directory: layout.directory, mailbox: mailbox), log: log,
      watch: watch, signals: signals, limits: options.limits.net, retention: options.retention)
    // What changed between reading the directory and watching it.
    disk.refresh([.everything])
    do throws(NetError) {
      var loop = try Loop(
        listeners: listeners, watching: [watch.descriptor] + (signals.map { [$0.descriptor] } ?? []), mailbox: mailbox,
        limits: options.limits.net, handler: handler)
      loop.run()
      disk.finish()
      // What was written or found last belongs into the index too.
      loop.handleRemainingMail()
      for listener in listeners { listener.close() }
      loop.takeHandler().finish()
    } catch {
      throw StartError(description: error.description)
    }
    lock.release()
  }

  /// Has the server stop; may be called from any thread.
  public func stop() {
    mailbox.post(.stop)
  }
}

/// Why a server cannot start, as a sentence for the operator.
public struct StartError: Error, Sendable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(description: String) {
    self.description = description
  }

  init(store error: StoreError, directory: String) {
    switch error {
    case .unwritable(let error):
      description = "cannot serve \(directory): \(error); a server needs a directory it may read and write"
    default:
      description = "cannot serve \(directory): \(error)"
    }
  }
}
