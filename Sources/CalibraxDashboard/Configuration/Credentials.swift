public import CalibraxJSON

extension JSON {
  /// The configuration of a benchmark without what gives access to its source.
  public var withoutCredentials: JSON {
    guard var members else { return self }
    for key in ["token", "credentials"] { members[key] = nil }
    if let host = members["host"]?.string { members["host"] = .string(host.withoutUserInfo) }
    if let tabs = members["tabs"]?.members { members["tabs"] = .object(tabs.mapValues(\.withoutCredentials)) }
    return .object(members)
  }
}

extension String {
  /// The address without a name and password before the host.
  public var withoutUserInfo: String {
    guard let scheme = firstRange(of: "://") else { return self }
    let authority = self[scheme.upperBound...].prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return self }
    return String(self[..<scheme.upperBound] + self[index(after: at)...])
  }
}
