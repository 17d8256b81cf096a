import CalibraxDashboard
import CalibraxModel
import Glibc

/// How far something has come, as a line.
struct ProgressBar {
  var name = ""
  /// From where it began to come, 0 when it is not known.
  var lower = 0.0
  /// Where it leads; `nil` when nobody knows.
  var upper: Double? = 1
  var units: String?
  /// The latest value; `nil` while there is none.
  var value: Double?
  /// What the value gains in a second, when that is known.
  var rate: Double?
  /// How it stands with what it tells of.
  var ending = ProgressEnding.running

  private static let eighths: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// The part that is done, 0 to 1.
  var fraction: Double {
    guard ending != .complete else { return 1 }
    guard let upper else { return 0 }
    return min(1, max(0, Axis(nil, lower: lower, upper: upper).fraction(of: value ?? lower)))
  }

  private var isComplete: Bool { fraction >= 1 }

  /// The bar: what does not fit is left out, the time first.
  ///
  /// - Parameter nameWidth: The columns that the name takes, and those of the bars beside it; its own when `nil`.
  func line(width: Int, nameWidth: Int? = nil) -> StyledText {
    let name = StyledText(self.name)
    let nameWidth = min(nameWidth ?? name.width, max(4, width / 4))
    let head = name.truncated(to: nameWidth).padded(to: nameWidth) + StyledText(" ")
    var details = [StyledText(upper == nil ? " " + count : percent, .bold)]
    if upper != nil { details.append(StyledText(count)) }
    details += [StyledText(state ?? rateText, stateColor), StyledText(state == nil ? timeLeft : "")]
      .filter { !$0.isEmpty }
    while details.count > 1, head.width + Self.tail(details).width + 12 > width { details.removeLast() }
    let tail = Self.tail(details)
    let bar = max(1, width - head.width - tail.width)
    return (head + StyledText(filled(bar), stateColor ?? .cyan) + StyledText(empty(bar), .faint) + tail)
      .truncated(to: width)
  }

  private static func tail(_ details: [StyledText]) -> StyledText {
    details.reduce(StyledText()) { $0 + StyledText($0.isEmpty ? " " : "  ") + $1 }
  }

  private func filled(_ width: Int) -> String {
    let steps = Int(clamping: fraction * Double(width * 8))
    let part = steps % 8 == 0 ? "" : String(Self.eighths[steps % 8])
    return String(repeating: "█", count: steps / 8) + part
  }

  private func empty(_ width: Int) -> String { String(repeating: "░", count: width - filled(width).count) }

  private var percent: String {
    let percent = String(Int(clamping: fraction * 100))
    return String(repeating: " ", count: max(0, 3 - percent.count)) + percent + " %"
  }

  private var count: String {
    let value = value.map { numberText($0) } ?? "–"
    guard let upper = upper.map({ numberText($0) }) else { return value + unitText(units) }
    // As wide as at its end, so that the bar does not shrink on its way.
    return String(repeating: " ", count: max(0, upper.count - value.count)) + "\(value)/\(upper)" + unitText(units)
  }

  /// The rate with three digits: it is an estimate.
  private var rateText: String {
    guard let rate, rate.isFinite, value != nil else { return "" }
    let digits = rate == 0 ? 0 : min(300, max(0, 2 - Int(clamping: log10(abs(rate)).rounded(.down))))
    let text = abs(rate) < 1e9 && digits < 9 ? fixed(rate, Int32(digits)) : numberText(rate)
    return text + unitText(units) + "/s"
  }

  private var timeLeft: String {
    guard let rate, rate > 0, rate.isFinite, let value, let upper else { return "" }
    return durationText((upper - value) / rate) + " left"
  }

  /// How it ended; `nil` while it goes on.
  private var state: String? {
    if isComplete { return "complete" }
    switch ending {
    case .running: return nil
    case .complete: return "complete"
    case .stopped: return "stopped"
    case .failed: return "failed"
    }
  }

  private var stateColor: Terminal.Color? {
    if isComplete { return .green }
    switch ending {
    case .running: return nil
    case .complete: return .green
    case .stopped: return .yellow
    case .failed: return .red
    }
  }
}
