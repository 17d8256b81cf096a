public import CalibraxJSON

/// Takes out of a document what is nobody's business: passwords, tokens and keys.
///
/// What a member is called says that it is secret, and what a text looks like: `api_key`, `hf_token`, the variables of an
/// `env`, the user and password of an address, `--api-key=…` of a command, JSON inside a string. A secret that is found
/// once is taken out wherever it stands.
public struct Redaction: Sendable {
  /// What stands in the place of a secret.
  public static let mark = "<redacted>"

  /// What was found, and is looked for elsewhere.
  private var known: KnownSecrets

  /// What is secret in some documents.
  public init(of documents: JSON...) {
    known = KnownSecrets([])
    learn(documents)
  }

  /// Takes up what is secret in more documents.
  public mutating func learn(_ documents: some Sequence<JSON>) {
    var found = known.texts
    for document in documents { Self.collect(document, .open, &found) }
    learn(found)
  }

  private mutating func learn(_ found: Set<String>) {
    if found.count > known.texts.count { known = KnownSecrets(found) }
  }

  /// What is secret in the documents of either.
  public func merged(with other: Redaction) -> Redaction {
    var merged = self
    merged.learn(known.texts.union(other.known.texts))
    return merged
  }

  /// A document without secrets. Its shape stays: of a secret that is a list or an object each text goes.
  public func applied(to json: JSON) -> JSON {
    applied(to: json, .open)
  }

  /// A text without secrets.
  public func applied(to text: String) -> String {
    // Most texts are short words in which there is nothing to find.
    guard text.utf8.count >= SecretText.shortest else { return text }
    let bytes = Array(text.utf8)
    let ranges = ranges(in: bytes)
    return ranges.isEmpty ? text : String(decoding: Self.marked(bytes, ranges), as: UTF8.self)
  }

  /// The bytes of a text without secrets; what is not UTF-8 stays as it is.
  public func applied(to text: [UInt8]) -> [UInt8] {
    let ranges = ranges(in: text)
    return ranges.isEmpty ? text : Self.marked(text, ranges)
  }

  private func ranges(in text: [UInt8]) -> [Range<Int>] {
    known.ranges(in: text) + SecretText.ranges(in: text)
  }

  /// A text with the mark in the place of ranges, once where they overlap.
  private static func marked(_ text: [UInt8], _ ranges: [Range<Int>]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var end = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > end {
      if range.lowerBound >= end {
        result += text[end..<range.lowerBound]
        result += mark.utf8
      }
      end = range.upperBound
    }
    return result + text[end...]
  }

  private func applied(to json: JSON, _ secrecy: Secrecy) -> JSON {
    switch json {
    case .string(let text):
      if secrecy.isHidden { return .string(text.isEmpty ? text : Self.mark) }
      return .string(nested(text) ?? applied(to: text))
    case .number: return secrecy == .password ? .string(Self.mark) : json
    case .array(let elements):
      return .array(Self.withSecrecies(elements, secrecy).map { applied(to: $0.element, $0.secrecy) })
    case .object(let members):
      var names = RedactedNames(self)
      return .object(
        members.reduce(into: OrderedMap<JSON>()) { result, member in
          result[names.name(of: member.key)] = applied(to: member.value, secrecy.member(member, of: members))
        })
    case .null, .bool: return json
    }
  }

  /// What follows `--api-key` in a list of arguments is the key.
  private static func withSecrecies(
    _ elements: [JSON], _ secrecy: Secrecy
  ) -> [(element: JSON, secrecy: Secrecy)] {
    var isNext = false
    return elements.map { element in
      defer { isNext = element.string.map(SecretName.isOption) ?? false }
      return (element, isNext && element.string?.hasPrefix("-") != true ? .secret : secrecy.element)
    }
  }

  /// JSON that stands in a string, without secrets; `nil` where there is none, or none is in it.
  private func nested(_ text: String) -> String? {
    guard let json = Self.document(in: text) else { return nil }
    let redacted = applied(to: json)
    return redacted == json ? nil : String(decoding: JSONWriter.bytes(of: redacted), as: UTF8.self)
  }

  private static func document(in text: String) -> JSON? {
    guard let first = text.utf8.first(where: { !$0.isWhiteSpace }), "{[".utf8.contains(first) else { return nil }
    return try? JSON(parsing: Array(text.utf8))
  }

  private static func collect(_ json: JSON, _ secrecy: Secrecy, _ found: inout Set<String>) {
    switch json {
    case .string(let text):
      if secrecy == .secret || secrecy == .password { found.formUnion(KnownSecrets.parts(of: text)) }
      if let nested = document(in: text) { collect(nested, secrecy, &found) }
    case .array(let elements):
      for (element, secrecy) in withSecrecies(elements, secrecy) { collect(element, secrecy, &found) }
    case .object(let members):
      for member in members { collect(member.value, secrecy.member(member, of: members), &found) }
    case .null, .bool, .number: break
    }
  }
}
