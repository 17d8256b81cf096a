import Glibc

/// A number as a person wants to read it: five digits that count, whole ones in full.
public func numberText(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e12 { return "\(Int(clamping: value))" }
  return shortExponent(formatted("%.5g", value))
}

/// A number with as many digits behind the point as count among numbers that span so much, if that is not too long.
public func numberText(_ value: Double, span: Double) -> String {
  guard span > 0, span.isFinite else { return numberText(value) }
  let decimals = max(0, Int(clamping: (log10(500) - log10(span)).rounded(.up)))
  let text = fixed(value, Int32(min(decimals, 300)))
  return text.count <= 14 ? unsigned(text) : numberText(value)
}

/// A unit behind its number; nothing for none.
public func unitText(_ units: String?) -> String {
  guard let units, !units.isEmpty else { return "" }
  return " " + units
}

/// Numbers of one axis with the digits that tell them apart when they lie a step apart.
public func axisTexts(_ values: [Double], step: Double) -> [String] {
  let largest = values.map { abs($0) }.max() ?? 0
  guard largest > 0, largest.isFinite, step > 0, step.isFinite else { return values.map { numberText($0) } }
  let place = Int(clamping: log10(step).rounded(.down))
  let decimals = min(300, max(values.map { decimalsOf($0, upTo: max(0, 2 - place)) }.max() ?? 0, -place, 0))
  let plain = values.map { fixed($0, Int32(decimals)) }
  let digits = min(8, max(0, Int(clamping: log10(largest).rounded(.down)) - place))
  let scientific = values.map { $0 == 0 ? "0" : shortExponent(formatted("%.\(digits)e", $0)) }
  let lengths = [plain, scientific].map { $0.map(\.count).max() ?? 0 }
  return lengths[1] + 3 <= lengths[0]
    ? scientific : plain.map { unsigned($0) }
}

/// How many digits behind the point a number has, counted up to a limit.
private func decimalsOf(_ value: Double, upTo limit: Int) -> Int {
  var power = 1.0
  for count in 0..<min(limit, 15) {
    let scaled = value * power
    if abs(scaled - scaled.rounded()) <= abs(scaled) * 1e-12 { return count }
    power *= 10
  }
  return min(limit, 15)
}

/// A number without the sign of a zero.
private func unsigned(_ text: String) -> String {
  text.hasPrefix("-") && text.allSatisfy { "-0.".contains($0) } ? String(text.dropFirst()) : text
}

private func formatted(_ format: String, _ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 64)
  let length = withVaList([value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// A percentage with its sign: `+25.0%`.
public func signedPercent(_ value: Double) -> String {
  (value < 0 ? "" : "+") + fixed(value, 1) + "%"
}

/// `1.5e+06` as `1.5e6`.
private func shortExponent(_ text: String) -> String {
  guard let position = text.firstIndex(of: "e"),
    let exponent = Int(text[text.index(after: position)...].drop { $0 == "+" })
  else { return text }
  return "\(text[..<position])e\(exponent)"
}
