public import CalibraxJSON

/// Takes out of a document what is nobody's business: passwords, tokens and keys.
///
/// What a member is called says that it is secret, and what a text looks like: `api_key`, `hf_token`, the variables of an
/// `env`, the user and password of an address, `--api-key=…` of a command, JSON inside a string. A secret that is found
/// once is taken out wherever it stands.
public struct Redaction: Sendable {
  /// What stands in the place of a secret.
  public static let mark = "<redacted>"

  /// What was found, the longest first, for one may be part of another.
  private let secrets: [String]

  /// What is secret in some documents.
  public init(of documents: JSON...) {
    var found = Set<String>()
    for document in documents { Self.collect(document, isSecret: false, &found) }
    self.init(found)
  }

  private init(_ found: Set<String>) {
    secrets = found.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// What is secret in the documents of either.
  public func merged(with other: Redaction) -> Redaction { Redaction(Set(secrets + other.secrets)) }

  /// A document without secrets. Its shape stays: of a secret that is a list or an object each text goes.
  public func applied(to json: JSON) -> JSON {
    applied(to: json, isSecret: false)
  }

  /// A text without secrets.
  public func applied(to text: String) -> String {
    let known = secrets.reduce(text) { $0.contains($1) ? $0.replacing($1, with: Self.mark) : $0 }
    return SecretText.redacted(known)
  }

  private func applied(to json: JSON, isSecret: Bool) -> JSON {
    switch json {
    case .string(let text):
      if isSecret { return .string(text.isEmpty ? text : Self.mark) }
      return .string(nested(text) ?? applied(to: text))
    case .number: return isSecret ? .string(Self.mark) : json
    case .array(let elements): return .array(applied(to: elements, isSecret))
    case .object(let members):
      return .object(
        members.reduce(into: OrderedMap<JSON>()) { result, member in
          result[applied(to: member.key)] = applied(
            to: member.value, isSecret: isSecret || SecretName.hides(member.value, as: member.key))
        })
    case .null, .bool: return json
    }
  }

  /// What follows `--api-key` in a list of arguments is the key.
  private func applied(to elements: [JSON], _ isSecret: Bool) -> [JSON] {
    var isNext = false
    return elements.map { element in
      defer { isNext = element.string.map(SecretName.isOption) ?? false }
      return applied(to: element, isSecret: isSecret || isNext)
    }
  }

  /// JSON that stands in a string, without secrets; `nil` where there is none, or none is in it.
  private func nested(_ text: String) -> String? {
    guard let json = Self.document(in: text) else { return nil }
    let redacted = applied(to: json)
    return redacted == json ? nil : String(decoding: JSONWriter.bytes(of: redacted), as: UTF8.self)
  }

  private static func document(in text: String) -> JSON? {
    guard let first = text.utf8.first(where: { !$0.isSpace }), "{[".utf8.contains(first) else { return nil }
    return try? JSON(parsing: Array(text.utf8))
  }

  private static func collect(_ json: JSON, isSecret: Bool, _ found: inout Set<String>) {
    switch json {
    case .string(let text):
      if isSecret, SecretText.isCredential(text) { found.insert(text) }
      if let nested = document(in: text) { collect(nested, isSecret: isSecret, &found) }
    case .array(let elements):
      var isNext = false
      for element in elements {
        collect(element, isSecret: isSecret || isNext, &found)
        isNext = element.string.map(SecretName.isOption) ?? false
      }
    case .object(let members):
      for member in members {
        collect(member.value, isSecret: isSecret || SecretName.hides(member.value, as: member.key), &found)
      }
    case .null, .bool, .number: break
    }
  }
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
