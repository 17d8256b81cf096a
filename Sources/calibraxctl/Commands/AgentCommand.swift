import CalibraxAPI
import CalibraxClient
import CalibraxJSON
import CalibraxRPC
import Glibc

/// Records what a host uses.
enum AgentCommand: Command {
  static let name = "agent"
  static let summary = "Record what this host, its disk and GPUs use, every few seconds until ^C or SIGTERM."
  static let details = """
    It prints the id of its execution: agent-HOST of the pipeline "agent", with the tag host=HOST. One that runs is gone
    on with; when one of that name is over, the time is added to the name of the new one. Each reading is recorded under
    its name, as host_cpu_percent; of several GPUs as gpu_utilization.0, gpu_utilization.1 and so on.

    It needs a server. While that is away readings wait, 100,000 of them, and are recorded when it is back.
    """
  static let method: (any CalibraxRPC.Method.Type)? = StartExecution.self
  static let flags = [
    Flag(
      "--execution", "ID", StartExecution.self, "execution_id",
      "The execution to record in: one that runs, whose end is not the agent's, or a new one."),
    Flag("--host", "NAME", "What the host is called; its own name when left out."),
    Flag("--interval", "SECONDS", "Seconds between two readings, 0.1 to 86,400; 5 when left out."),
    Flag("--directory", "DIR", "A directory on the disk that is measured; / when left out."),
    Flag("--pid", "PID", "A process whose CPU and memory are recorded too."),
    Flag(Flag.timeout, "SECONDS", "How long an answer may take, and delivery at the end (else \(Int(patience)))."),
  ]

  /// Seconds that an answer may take, and the last readings.
  private static let patience = 10.0

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    let (flags, terminal) = (context.flags, context.terminal)
    let interval = try flags.number("--interval") ?? 5
    guard (0.1...86_400).contains(interval) else { throw .usage("--interval must lie between 0.1 and 86,400") }
    if flags.has("--execution"), flags.has("--host") { throw .usage("agent takes either --execution or --host") }
    let tags: OrderedMap<String> = ["host": flags["--host"] ?? hostName]
    let directory = flags["--directory"] ?? "/"
    guard isDirectory(directory) else {
      throw Failure(code: .refused, message: "--directory: there is no directory \(directory)")
    }
    var agent = Agent(process: try process(flags), directory: directory, interval: interval, terminal)

    let server = try Connection.requiredServer(flags)
    guard let address = try Connection.address(flags) else { return .unreachable }
    let execution =
      if let id = flags["--execution"] {
        try AgentExecution(named: id, tags: tags, context, server)
      } else {
        try AgentExecution(of: tags["host"] ?? "", tags: tags, context, server)
      }
    let id = execution.params.executionID ?? ""
    var options = MetricsClient.Options()
    options.token = ClientEnvironment.token
    options.timeout = try flags.number(Flag.timeout) ?? Self.patience
    options.report = { terminal.complain("calibraxctl: \($0)") }
    let client = MetricsClient(address, options: options)
    guard let joined = JoinedExecution(execution.params, through: client) else { return .unreachable }
    try terminal.print(id)
    let signal = agent.run(in: joined, from: execution.offset)

    let isDelivered = client.flushAndWait(timeout: options.timeout)
    let counts = client.counts
    terminal.complain(
      "calibraxctl: \(counts.delivered) recorded"
        + [(counts.dropped, "dropped"), (counts.refused, "refused"), (counts.waiting, "not sent")]
        .filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }.joined())
    if signal == SIGINT {
      try? finish(execution, context)
      return .interrupted
    }
    try finish(execution, context)
    return isDelivered ? .passed : .unreachable
  }

  /// Ends what has begun for agents.
  private static func finish(_ execution: AgentExecution, _ context: borrowing Context) throws(Failure) {
    guard execution.isOwn else { return }
    var params = FinishExecution.Params()
    params.executionID = execution.params.executionID ?? ""
    params.success = true
    do throws(Failure) {
      guard let server = try Connection.server(context.flags, timeout: patience) else {
        throw Failure(code: .unreachable, message: "the server is away")
      }
      _ = try context.call(FinishExecution.self, params, over: server)
    } catch {
      context.terminal.complain("calibraxctl: \(params.executionID) is not finished: \(error.message)")
      throw error
    }
  }

  private static func process(_ flags: borrowing ParsedFlags) throws(Failure) -> Int32? {
    guard let number = try flags.integer("--pid") else { return nil }
    guard let process = Int32(exactly: number), process > 0 else {
      throw .usage("--pid needs the number of a process, not \(number)")
    }
    guard Agent.isThere(process) else {
      throw Failure(code: .refused, message: "--pid: there is no process \(process)")
    }
    return process
  }

  private static var hostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }

  private static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
