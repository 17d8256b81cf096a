import CalibraxModel

extension Timestamp {
  /// The moment as an element: pages show it in the reader's zone, with UTC when pointed at.
  var element: HTML {
    let text = self.text
    let day = text.prefix(10)
    let minute = text.dropFirst(11).prefix(5)
    return """
      <time datetime="\(text)Z" title="\(day) \(text.dropFirst(11).prefix(8)) UTC">\(day) \(minute) UTC</time>
      """
  }
}

/// A moment as the server writes it, as an element; what is none is shown as it is.
func moment(_ text: String?) -> HTML {
  guard let text, !text.isEmpty else { return "<span class=\"none\">–</span>" }
  return Timestamp(text)?.element ?? "\(text)"
}
