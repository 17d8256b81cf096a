/// A piece of a `text/event-stream`, as browsers' `EventSource` reads it.
public struct ServerSentEvent: Sendable, Equatable {
  /// What the browser sends back as `Last-Event-ID` when it connects again.
  public var id: String?
  /// What is listened for; `message` when `nil`.
  public var event: String?
  /// What the page is given; line breaks stay, each as a line feed.
  public var data: String?
  /// Milliseconds after which the browser connects again.
  public var retry: Int?
  /// What browsers pass over: it keeps a quiet connection busy.
  public var comment: String?

  /// An event.
  public init(
    id: String? = nil, event: String? = nil, data: String? = nil, retry: Int? = nil, comment: String? = nil
  ) {
    self.id = id
    self.event = event
    self.data = data
    self.retry = retry
    self.comment = comment
  }

  /// The media type of a stream of events.
  public static let mediaType = "text/event-stream"

  /// The event as it is sent, up to the empty line that ends it. No text can end a line but by its own line breaks in
  /// ``data`` and ``comment``; elsewhere they are spaces.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    func add(_ field: String, _ text: String) {
      for line in text.utf8.lines {
        bytes += Array(field.utf8) + [UInt8(ascii: ":"), UInt8(ascii: " ")] + line + [0x0A]
      }
    }
    if let comment { add("", comment) }
    // A browser passes over an identifier with a byte 0.
    if let id { add("id", id.onOneLine.filter { $0 != "\0" }) }
    if let event { add("event", event.onOneLine) }
    if let retry { add("retry", "\(max(0, retry))") }
    if let data { add("data", data) }
    return bytes + [0x0A]
  }
}

extension String {
  fileprivate var onOneLine: String {
    utf8.lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }
}

extension String.UTF8View {
  /// What stands between line feeds, carriage returns, and both together.
  fileprivate var lines: [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var previous: UInt8 = 0
    for byte in self {
      if byte == 0x0A && previous == 0x0D {
        // The second half of a line break.
      } else if byte == 0x0A || byte == 0x0D {
        lines.append([])
      } else {
        lines[lines.count - 1].append(byte)
      }
      previous = byte
    }
    return lines
  }
}
