import CalibraxAPI
import CalibraxClient
import CalibraxHTTP
import CalibraxJSON

/// What happens, as a page follows it: `samples` with what was recorded, `changed` when the page looks different now,
/// `connected` when it may, and `away` while the server is.
struct StudioEvents: Sendable {
  static let path = "events"

  /// How long changes are gathered before a page is told.
  private static let turn = Duration.milliseconds(100)
  /// Turns after which a quiet page is told that the connection lives.
  private static let quietTurns = 100

  private let topics: [Topic]
  private let filter: EventFilter
  private let connect: @Sendable () throws(Failure) -> BlockingClient

  init(_ request: HTTPRequest, connect: @escaping @Sendable () throws(Failure) -> BlockingClient) {
    let named = (request.parameter("topics") ?? "").split(separator: " ").compactMap { Topic(rawValue: String($0)) }
    var filter = EventFilter()
    filter.executionID = request.parameter("execution")
    topics = named.isEmpty ? [.runs] : named
    self.filter = filter
    self.connect = connect
  }

  func reply(_ headers: HTTPHeaders) -> HTTPReply {
    var headers = headers
    headers["Content-Type"] = ServerSentEvent.mediaType
    return .stream(headers) { stream in follow(&stream) }
  }

  private func follow(_ stream: inout HTTPStream) {
    var isAway = false
    while stream.isOpen {
      do throws(Failure) {
        let feed = try EventFeed(topics, filter, connect: connect)
        isAway = false
        try tell(of: feed, to: &stream)
      } catch {
        if !isAway { send(&stream, "away", error.message) }
        isAway = true
        if !stream.wait(.seconds(1)) { return }
      }
    }
  }

  /// Tells of what a feed brings until the page has gone.
  private func tell(of feed: EventFeed, to stream: inout HTTPStream) throws(Failure) {
    var isToldConnected = true
    var quiet = 0
    while stream.isOpen {
      var samples = SamplesEvent()
      var (isChanged, isConnected) = (false, false)
      let deadline = ContinuousClock.now + Self.turn
      repeat {
        switch try feed.next(until: deadline) {
        case .event(.samples(let event, _)): samples.series += event.series
        case .event(.run), .event(.execution), .event(.alert): isChanged = true
        case .connected, .event(.dropped), .event(.restarted): isConnected = true
        case .event(.heartbeat), nil: break
        }
      } while ContinuousClock.now < deadline
      if feed.isConnected != isToldConnected {
        isToldConnected = feed.isConnected
        if !isToldConnected { send(&stream, "away", "the server is away") }
      }
      if isConnected { send(&stream, "connected", "") }
      if !samples.series.isEmpty {
        send(&stream, "samples", String(decoding: JSONWriter.bytes(of: JSON(writing: samples.series)), as: UTF8.self))
      }
      if isChanged { send(&stream, "changed", "") }
      let isQuiet = !isConnected && !isChanged && samples.series.isEmpty
      quiet = isQuiet ? quiet + 1 : 0
      if quiet == Self.quietTurns {
        quiet = 0
        _ = stream.send(ServerSentEvent(comment: "still here").bytes)
      }
    }
  }

  private func send(_ stream: inout HTTPStream, _ event: String, _ data: String) {
    _ = stream.send(ServerSentEvent(event: event, data: data).bytes)
  }
}
