import CalibraxJSON

/// Tells from what something is called whether it is secret.
enum SecretName {
  private static let words: Set<String> = [
    "password", "passwd", "passwords", "passphrase", "passcode", "pwd", "secret", "secrets", "authorization",
    "credential", "credentials", "apikey", "apikeys", "accesskey", "privatekey", "secretkey", "authtoken",
    "accesstoken", "bearer", "cookie", "cookies", "jwt",
  ]
  private static let keys: Set<String> = [
    "api", "access", "private", "secret", "auth", "signing", "encryption", "account",
  ]
  /// What people choose, and may be a number, or several words.
  private static let passwords: Set<String> = [
    "password", "passwd", "passphrase", "passcode", "pwd", "pin", "secret",
  ]
  /// What is several words in a text: `Authorization: Digest username=…`.
  private static let phrases: Set<String> = ["authorization", "credentials", "passwords", "secrets"]
  private static let environments: Set<String> = ["env", "environ", "envs"]
  /// Tokens of a text, and what is counted by them.
  private static let textTokens: Set<String> = [
    "audio", "bos", "cls", "completion", "decode", "decoder", "draft", "end", "eos", "first", "generated", "image",
    "input", "last", "mask", "next", "output", "pad", "per", "prefill", "prompt", "sep", "special", "start", "stop",
    "text", "unk", "video",
  ]
  /// What the variables of a benchmark's environment are about that people want to see.
  private static let ordinaryVariables: Set<String> = [
    "arch", "attention", "backend", "batch", "benchmark", "concurrency", "cpu", "cuda", "dataset", "device", "devices",
    "dtype", "engine", "framework", "gpu", "gpus", "level", "mode", "model", "models", "platform", "precision", "rate",
    "scenario", "seed", "size", "threads", "tokenizer", "version", "workers",
  ]
  /// What signs an address: `&sig=…` of Azure, `X-Amz-Signature=…`.
  private static let signatures: Set<String> = ["sig", "signature"]

  /// How secret a member's value is.
  ///
  /// `hf_token` is secret, `max_tokens` and `eos_token` are not; a `*_key` is when it looks like one, for `metric_key` is
  /// none.
  static func secrecy(of value: JSON, as name: String) -> Secrecy {
    let parts = parts(of: name.utf8)
    let own = secrecy(parts)
    if own != .open { return own }
    if value.members != nil || value.elements != nil {
      if !environments.isDisjoint(with: parts) { return .variables }
      return name == "metrics" || name == "metric_defs" ? .metrics : .open
    }
    return parts.last == "key" && (value.string.map { SecretText.isCredential($0) } ?? false) ? .secret : .open
  }

  /// How secret a name alone says a value is: `open`, `secret` or `password`.
  static func secrecy(of name: some Collection<UInt8>) -> Secrecy {
    // `pwd`, `jwt` and `pin` are the shortest.
    name.count < 3 ? .open : secrecy(parts(of: name))
  }

  /// Whether a variable of an environment may be told: a number, or what is known to be about the benchmark.
  static func isOrdinary(_ value: JSON, ofVariable name: String) -> Bool {
    if let text = value.string, SecretText.isPlain(text.utf8) { return true }
    return !ordinaryVariables.isDisjoint(with: parts(of: name.utf8))
  }

  /// Whether it is an option of a command whose value follows: `--api-key`.
  static func isOption(_ text: String) -> Bool {
    text.hasPrefix("-") && !text.contains("=") && !text.contains(" ") && secrecy(of: text.utf8) != .open
  }

  /// Whether it is some key, which may be one to a door or one of a table.
  static func isKey(_ name: some Collection<UInt8>) -> Bool {
    name.count >= 3 && parts(of: name).last == "key"
  }

  /// Whether a parameter of an address signs it.
  static func isSignature(_ name: some Collection<UInt8>) -> Bool {
    name.count >= 3 && parts(of: name).last.map(signatures.contains) ?? false
  }

  /// Whether what a text has behind the name and a colon may be several words.
  static func isPhrase(_ name: some Collection<UInt8>) -> Bool {
    parts(of: name).last.map { passwords.contains($0) || phrases.contains($0) || $0.hasPrefix("cookie") } ?? false
  }

  /// Whether `;` is part of the value.
  static func isCookie(_ name: some Collection<UInt8>) -> Bool {
    parts(of: name).last?.hasPrefix("cookie") ?? false
  }

  private static func secrecy(_ parts: [String]) -> Secrecy {
    guard let last = parts.last else { return .open }
    if passwords.contains(last) || last.hasSuffix("password") { return .password }
    if parts.contains(where: { words.contains($0) || $0.hasSuffix("apikey") }) { return .secret }
    let before = parts.dropLast().last ?? ""
    if last == "token" { return textTokens.contains(before) || parts.contains("per") ? .open : .secret }
    // Lists of tokens that let somebody in, not those of a text.
    if last == "tokens", ["access", "auth", "api", "refresh", "bearer"].contains(before) { return .secret }
    let isKey = zip(parts, parts.dropFirst()).contains { keys.contains($0) && ["key", "keys"].contains($1) }
    return isKey ? .secret : .open
  }

  /// The words of a name in small letters: those of `hf_token`, `api-key`, `apiKey` and `HFToken`.
  private static func parts(of name: some Collection<UInt8>) -> [String] {
    var parts: [String] = []
    var word: [UInt8] = []
    func end() {
      if !word.isEmpty { parts.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    let name = Array(name)
    for (offset, byte) in name.enumerated() {
      guard byte.isWord else {
        end()
        continue
      }
      if byte.isCapital, let before = name[..<offset].last {
        let isBeforeSmall = offset + 1 < name.count && name[offset + 1].isSmall
        if before.isSmall || before.isCapital && isBeforeSmall { end() }
      }
      word.append(byte.isCapital ? byte | 0x20 : byte)
    }
    end()
    return parts
  }
}

extension UInt8 {
  fileprivate var isSmall: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || self >= 0x80 }
  fileprivate var isWord: Bool { isCapital || isSmall || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
