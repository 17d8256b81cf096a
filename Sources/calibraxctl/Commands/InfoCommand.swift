import CalibraxAPI
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// Tells of the server and its store.
enum InfoCommand: Command {
  static let name = "info"
  static let summary = "Show the server's version, limits and store, and the files it cannot use."
  static let details = "Without a server it shows the store alone."
  static let method: (any CalibraxRPC.Method.Type)? = ServerInfo.self

  /// What there is to tell where no server is.
  private struct StoreAlone: Record {
    var store = StoreReport()

    static let fields: Fields<StoreAlone> = [.required("store", \.store, "The store.")]
  }

  static func run(_ context: borrowing Context) throws(Failure) -> ExitCode {
    if let server = try Connection.server(context.flags) {
      let info = try context.call(ServerInfo.self, ServerInfo.Params(), over: server)
      try show(info, process(info) + store(info.store) + info.alertHandlers.map(handler) + promises(info), context)
    } else {
      let info = try context.call(ServerInfo.self, ServerInfo.Params())
      var alone = StoreAlone()
      alone.store = info.store
      try show(alone, [["Server", "none"]] + store(info.store), context)
    }
    return .passed
  }

  private static func show(
    _ result: some JSONWritable, _ rows: [[String]], _ context: borrowing Context
  ) throws(Failure) {
    try context.show(result, text: { columns(rows) }, markdown: { markdownTable([["", ""]] + rows) })
  }

  private static func process(_ info: ServerInfo.Result) -> [[String]] {
    [
      ["Server", "\(info.name) \(info.version), protocol \(info.protocolVersion), process \(info.pid)"],
      ["Up", "\(info.uptimeSeconds) s, \(info.connections.open) connections"],
    ]
  }

  private static func store(_ store: StoreReport) -> [[String]] {
    [
      ["Store", store.path], ["Runs", "\(store.runs)"], ["Baselines", "\(store.baselines)"],
      ["Executions", "\(store.executions)"], ["Series", "\(store.series)"],
    ] + store.damaged.map { ["Damaged", "\($0.file): \($0.reason)"] }
  }

  /// How somebody does who is told of alerts.
  private static func handler(_ report: AlertHandlerReport) -> [String] {
    let counts = [
      (report.delivered, "told"), (report.waiting, "waiting"), (report.failures, "failures"),
      (report.deadLetters, "never told"),
    ]
    let text = counts.filter { $0.0 > 0 || $0.1 == "told" }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    return ["Told of alerts", "\(report.name): \(text)" + (report.lastError.map { " (\($0))" } ?? "")]
  }

  /// When what is stored is safe, and what may be asked: `128 containers inside one another`.
  private static func promises(_ info: ServerInfo.Result) -> [[String]] {
    let limits = (try? JSON(parsing: JSONWriter.bytes(of: info.limits))) ?? .null
    return [["Runs are", lowered(info.durability.runs)], ["Samples are", lowered(info.durability.samples)]]
      + ServerInfo.Limits.fields.members.map { member in
        ["Limit", "\(limits[member.name]?.double.map(sampleText) ?? "-") \(lowered(member.documentation))"]
      }
  }

  /// A sentence as a part of one.
  private static func lowered(_ sentence: String) -> String {
    sentence.prefix(1).lowercased() + sentence.dropFirst().dropLast(sentence.hasSuffix(".") ? 1 : 0)
  }
}
