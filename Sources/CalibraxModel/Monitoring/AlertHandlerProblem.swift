public import CalibraxJSON

extension AlertHandler {
  /// What is wrong with it although each of its members can be read; `nil` when nothing is.
  public var problem: JSONError? {
    switch type {
    case .log: surplus
    case .webhook: surplus ?? urlProblem ?? headerProblem
    case .command: surplus ?? commandProblem
    }
  }

  /// A member that another type has.
  private var surplus: JSONError? {
    let members: [(name: String, owner: Kind, isGiven: Bool)] = [
      ("url", .webhook, url != nil), ("flavor", .webhook, flavor != .json), ("headers", .webhook, !headers.isEmpty),
      ("command", .command, !command.isEmpty),
    ]
    for member in members where member.isGiven && member.owner != type {
      return JSONError("only a \(member.owner.rawValue) has it", hint: "Leave it out or change the type.")
        .under(member.name)
    }
    return nil
  }

  private var urlProblem: JSONError? {
    func problem(_ message: String) -> JSONError {
      JSONError(message, hint: "Give http://HOST/… or https://HOST/….").under("url")
    }
    guard let url else { return problem("a webhook needs it") }
    guard urlOrigin != nil else { return problem("expected http:// or https:// and a host") }
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      return problem("spaces and control characters must be percent-encoded")
    }
    return nil
  }

  /// The URL's scheme and host, for the log: what is behind them and before them may be secret. `nil` when it has none.
  public var urlOrigin: String? {
    guard let url else { return nil }
    // Bytes: a character may be more than the one that ends the host.
    let bytes = url.utf8
    guard let scheme = ["http://", "https://"].first(where: { url.lowercased().utf8.starts(with: $0.utf8) }) else {
      return nil
    }
    let authority = bytes.dropFirst(scheme.utf8.count).prefix { !"/?#\\".utf8.contains($0) }
    let address = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last ?? authority
    let isNumeric = address.first == UInt8(ascii: "[")
    let host = address.prefix { $0 != (isNumeric ? UInt8(ascii: "]") : UInt8(ascii: ":")) }
    guard !host.isEmpty, host.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    return scheme + String(decoding: host, as: UTF8.self) + (isNumeric ? "]" : "")
  }

  private var headerProblem: JSONError? {
    for header in headers {
      guard !header.key.isEmpty, header.key.utf8.allSatisfy(\.isOfHeaderName) else {
        // Not the name: it may be what should be its value.
        return JSONError("a name is not that of a header", hint: "Give letters, digits and hyphens.").under("headers")
      }
      guard !header.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) else {
        return JSONError("a header has no line breaks or control characters").under(header.key).under("headers")
      }
    }
    return nil
  }

  private var commandProblem: JSONError? {
    guard let program = command.first, !program.isEmpty else {
      return JSONError("a command needs a program", hint: "Give [\"PROGRAM\", \"ARGUMENT\", …].").under("command")
    }
    guard let place = command.firstIndex(where: { $0.utf8.contains(0) }) else { return nil }
    return JSONError("an argument cannot hold a byte 0").under(place).under("command")
  }
}

extension UInt8 {
  /// Whether the name of an HTTP header may hold it: a tchar of RFC 9110.
  fileprivate var isOfHeaderName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
