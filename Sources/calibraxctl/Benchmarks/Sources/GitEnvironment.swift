import Glibc

/// The variables that git runs with: what it may do, and the credentials of one host.
///
/// Whoever looks at processes sees their arguments, so a secret is in a variable, and what git asks for it is a function
/// of the shell that prints the variable. Git asks it for that host alone, wherever it is sent on to.
enum GitEnvironment {
  /// - Parameters:
  ///   - origin: The host, with scheme and port.
  ///   - credentials: Those of the host; `nil` leaves it to the user's own helpers.
  ///   - username: Whose password these helpers are asked for.
  static func changes(origin: String?, credentials: Credentials?, username: String?) -> [String: String?] {
    var changes = unattended.merging(unlocated) { $1 }
    var settings = [
      ("core.hooksPath", "/dev/null"), ("core.symlinks", "false"), ("submodule.recurse", "false"),
      ("fetch.recurseSubmodules", "false"),
    ]
    if let origin, let credentials {
      // The empty one takes away those of the user, which would be told the secret to keep it.
      settings += [("credential.\(origin).helper", ""), ("credential.\(origin).helper", helper)]
      changes[usernameVariable] = credentials.username
      changes[passwordVariable] = credentials.password
    } else if let origin, let username {
      settings.append(("credential.\(origin).username", username))
    }
    // Behind those that the user has set this way.
    let first = getenv(countVariable).flatMap { Int(String(cString: $0)) } ?? 0
    for (index, setting) in settings.enumerated() {
      changes["GIT_CONFIG_KEY_\(first + index)"] = setting.0
      changes["GIT_CONFIG_VALUE_\(first + index)"] = setting.1
    }
    changes[countVariable] = String(first + settings.count)
    return changes
  }

  private static let countVariable = "GIT_CONFIG_COUNT"
  private static let usernameVariable = "CALIBRAX_GIT_USERNAME"
  private static let passwordVariable = "CALIBRAX_GIT_PASSWORD"
  private static let helper =
    #"!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$\#(usernameVariable)" "$\#(passwordVariable)"; }; f"#

  /// Nobody is there to ask; what is said is searched for words.
  private static let unattended: [String: String?] = [
    "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "SSH_ASKPASS": "", "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never", "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "GIT_LFS_SKIP_SMUDGE": "1",
    "LC_ALL": "C", "LANGUAGE": nil,
  ]

  /// A hook that starts us has these, and they would lead git into the repository of the hook.
  private static let unlocated: [String: String?] = [
    "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_PREFIX": nil, "GIT_NAMESPACE": nil,
    "GIT_OBJECT_DIRECTORY": nil, "GIT_ALTERNATE_OBJECT_DIRECTORIES": nil, "GIT_COMMON_DIR": nil,
    "GIT_SHALLOW_FILE": nil, "GIT_QUARANTINE_PATH": nil, "GIT_TEMPLATE_DIR": nil,
  ]
}
