import CalibraxJSON
public import CalibraxModel

extension AlertHandler.Flavor {
  /// What a handler is sent: a JSON object.
  public func body(of notifications: [Notification]) -> [UInt8] {
    var writer = JSONWriter()
    var first = true
    writer.raw("{")
    switch self {
    case .json:
      writer.key("alerts", first: &first)
      notifications.write(to: &writer)
    case .slack:
      writer.key("text", first: &first)
      writer.string(slackText(of: notifications))
    }
    writer.raw("}")
    return writer.bytes
  }
}

/// A line a notification, in so many characters that Slack shows them all.
private func slackText(of notifications: [Notification]) -> String {
  // What says how many are left out fits behind these.
  let limit = 3_000 - "\n… and 10000 more".unicodeScalars.count
  var text = ""
  var count = 0
  for (place, notification) in notifications.enumerated() {
    // The longest line fits alone, though each character that is escaped becomes five.
    let line = escaped(notification.line(limit: 300))
    let length = line.unicodeScalars.count + (place == 0 ? 0 : 1)
    guard count + length <= limit else { return text + "\n… and \(notifications.count - place) more" }
    text += (place == 0 ? "" : "\n") + line
    count += length
  }
  return text
}

/// A text without the characters that mean something to Slack.
private func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
}
