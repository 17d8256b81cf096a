/// Seconds as a clock shows them: `0:07`, `12:31`, `3:25:45`, `2d 3:25:45`.
public func durationText(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e12 else { return "∞" }
  let whole = Int(clamping: max(0, seconds).rounded())
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let (days, hours, minutes) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60)
  let text = whole >= 3_600 ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
  return days > 0 ? "\(days)d \(text)" : text
}
