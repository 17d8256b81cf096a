import Glibc

/// A number with so many digits behind the point: `%.2f`.
public func fixed(_ value: Double, _ digits: Int32) -> String { formatted("%.*f", value, digits) }

/// A number with so many digits that matter: `%.6g`.
public func short(_ value: Double, _ digits: Int32 = 6) -> String { formatted("%.*g", value, digits) }

private func formatted(_ format: String, _ value: Double, _ digits: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 400)
  let length = withVaList([digits, value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
