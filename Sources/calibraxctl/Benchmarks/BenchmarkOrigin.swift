import CalibraxStore
import CalibraxDashboard
import CalibraxModel
import CalibraxYAML
import Glibc

/// Where the result files of a tab are, as its configuration says.
struct BenchmarkOrigin {
  var repository: Repository

  /// Why it is not clear where files are.
  struct Fault: Error {
    var message: String
    var line: Int?

    init(_ message: String, at node: YAMLNode? = nil) {
      (self.message, line) = ("Configuration Error: " + message, node?.mark?.line)
    }
  }

  /// - Parameters:
  ///   - node: The configuration of a benchmark or tab.
  ///   - file: The file that it is in: a path of a host that does not begin with / begins beside it.
  ///   - isUpdated: Whether clones that are there are fetched.
  init(_ node: YAMLNode, file: String, isUpdated: Bool) throws(Fault) {
    func text(_ key: String) throws(Fault) -> String? {
      guard let value = node[key] else { return nil }
      if case .null = value.content { return nil }
      guard let scalar = value.scalar else { throw Fault("\(key): expected a text", at: value) }
      return scalar
    }
    guard let host = try text("host") else {
      throw Fault("No 'host' defined. Give the address of a git repository, or the path of a folder.", at: node)
    }
    repository = Repository(host: Self.absolute(host, beside: file))
    repository.branch = try text("branch")
    repository.credentials = try Self.credentials(node)
    var updates = isUpdated
    switch node["update"]?.content {
    case .bool(let wanted): updates = updates && wanted
    case .null, nil: break
    default: throw Fault("update: expected true or false", at: node["update"])
    }
    repository.isUpdated = updates
    // Whoever includes it wants to know that it is none.
    _ = try text("include")
  }

  /// A path that is there beside the configuration; else what stands there.
  private static func absolute(_ host: String, beside file: String) -> String {
    let isAddress = host.contains("://") || host.prefix { $0 != "/" }.contains(":")
    if host.hasPrefix("/") || isAddress { return host }
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    let path = folder + host
    return absolutePath(path)
  }

  private static func credentials(_ node: YAMLNode) throws(Fault) -> Credentials? {
    if let token = node["token"], !isNull(token) {
      guard let text = token.scalar, !text.isEmpty else { throw Fault("token: expected a text", at: token) }
      return Credentials(token: try expanded(text, "token", token))
    }
    guard let credentials = node["credentials"], !isNull(credentials) else { return nil }
    if credentials.scalar == "none" { return nil }
    if let module = credentials["module"] {
      throw Fault(
        "credentials.module: no module is run for credentials; give username and password, as ${NAME} of the environment",
        at: module)
    }
    guard let name = credentials["username"]?.scalar, let password = credentials["password"]?.scalar else {
      throw Fault("credentials: expected none, or username and password", at: credentials)
    }
    return Credentials(
      username: try expanded(name, "credentials.username", credentials),
      password: try expanded(password, "credentials.password", credentials))
  }

  private static func isNull(_ node: YAMLNode) -> Bool { if case .null = node.content { true } else { false } }

  /// The value of the variable that `$NAME` or `${NAME}` names; anything else is itself.
  private static func expanded(_ text: String, _ key: String, _ node: YAMLNode) throws(Fault) -> String {
    guard text.hasPrefix("$") else { return text }
    var name = text.dropFirst()
    if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
    guard let value = getenv(String(name)).map({ String(cString: $0) }), !value.isEmpty else {
      throw Fault("\(key): the environment variable \(name) is not set", at: node)
    }
    return value
  }
}

extension YAMLNode {
  /// What a configuration in a repository may not say: where results are from, and programs to run.
  private static let forbidden = [
    "host", "branch", "token", "credentials", "username", "password", "include", "update",
  ]

  /// What says which function of the operator judges.
  private static let programs = ["module", "method"]

  /// A configuration that was included from a repository, without what only the operator may say.
  ///
  /// - Parameter refuse: Is told what was left out.
  func included(_ refuse: (_ what: String) -> Void) -> YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    var node = self
    node.content = .mapping(
      entries.compactMap { entry in
        let key = entry.key.scalar ?? ""
        if Self.forbidden.contains(key) {
          refuse(key)
          return nil
        }
        var entry = entry
        switch key {
        case "metrics": entry.value = entry.value.mapped { $0.withoutModules(refuse) }
        case "tabs": entry.value = entry.value.mapped { $0.included(refuse) }
        default: break
        }
        return entry
      })
    return node
  }

  private func mapped(_ body: (YAMLNode) -> YAMLNode) -> YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    var node = self
    node.content = .mapping(entries.map { Entry(key: $0.key, value: body($0.value)) })
    return node
  }

  /// A metric without rules that name a module; its rules are a list, which those of the operator replace as a whole.
  private func withoutModules(_ refuse: (_ what: String) -> Void) -> YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    var node = self
    node.content = .mapping(
      entries.compactMap { entry in
        guard entry.key.scalar == "validate" else { return entry }
        var entry = entry
        if case .sequence(let rules) = entry.value.content {
          entry.value.content = .sequence(
            rules.filter { rule in
              let named = Self.programs.first { rule[$0] != nil }
              if let named { refuse("validate.\(named)") }
              return named == nil
            })
        } else if let named = Self.programs.first(where: { entry.value[$0] != nil }) {
          refuse("validate.\(named)")
          return nil
        } else if case .mapping = entry.value.content {
          entry.value.content = .sequence([entry.value])
        }
        return entry
      })
    return node
  }
}
