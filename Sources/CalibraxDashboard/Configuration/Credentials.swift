public import CalibraxJSON

extension JSON {
  /// The configuration of a benchmark without what gives access to its source: what it is not known to need is left out.
  public var withoutCredentials: JSON {
    guard let members else { return self }
    var kept = OrderedMap<JSON>()
    for member in members where Self.kept.contains(member.key) { kept[member.key] = member.value }
    if let host = kept["host"]?.string { kept["host"] = .string(host.withoutUserInfo) }
    if let tabs = kept["tabs"]?.members { kept["tabs"] = .object(tabs.mapValues(\.withoutCredentials)) }
    return .object(kept)
  }

  private static let kept = Set(
    ConfigurationReader.tabKeys + ConfigurationReader.rootKeys.filter { $0 != "token" && $0 != "credentials" })
}

extension String {
  /// The address without a name, password or query; hidden as a whole where it is not clear which part they are.
  public var withoutUserInfo: String {
    let address = prefix { $0 != "?" }
    guard let at = address.lastIndex(of: "@") else { return String(address) }
    guard let scheme = address.firstRange(of: "://") else {
      // `git@host:path` has no password.
      return address[..<at].contains(":") ? "***" : String(address)
    }
    let authority = address[scheme.upperBound...].prefix { $0 != "/" }
    guard at < authority.endIndex else { return address[..<scheme.upperBound] + "***" }
    return String(address[..<scheme.upperBound] + address[address.index(after: at)...])
  }
}
