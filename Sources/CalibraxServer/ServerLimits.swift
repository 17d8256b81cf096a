import CalibraxAPI
public import CalibraxJSON
public import CalibraxNet

/// Everything a client can run into; `serverInfo` reports them.
public struct ServerLimits: Sendable {
  /// Lines, connections and output.
  public var net = NetLimits()
  /// What a line may hold.
  public var json = JSONParser.Limits()
  /// Requests in a batch.
  public var batch = 1_000
  /// Unanswered requests of a connection above which it is not read.
  public var pending = 1_024

  /// Seconds without news after which a subscriber is told that its connection lives.
  public var heartbeat = 10
  /// Documents that are read for a connection at a time.
  public var computing = 2
  /// Bytes of an answer. Those that are worked out for one connection at a time leave it open all together.
  public var answer = 100 << 20

  /// The limits a server starts with.
  public init() {}

  var described: ServerInfo.Limits {
    var limits = ServerInfo.Limits()
    limits.lineBytes = net.line
    limits.depth = json.depth
    limits.values = json.values
    limits.batch = batch
    limits.pending = pending
    limits.connections = net.connections
    limits.answerBytes = answer
    limits.outputSoftBytes = net.outputSoft
    limits.outputHardBytes = net.outputHard
    limits.stallSeconds = net.stallSeconds
    return limits
  }
}
