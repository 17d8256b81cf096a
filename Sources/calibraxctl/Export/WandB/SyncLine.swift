import Glibc

/// The command that uploads what was written, for people to copy.
enum SyncLine {
  static func text(_ state: ExportState) -> String {
    let command = "\(program) sync \(shellWord(state.folder ?? ""))"
    // Where nobody names a server, the SDK may take another one than we do.
    guard let server = state.server, getenv("WANDB_BASE_URL") == nil else { return command }
    return "WANDB_BASE_URL=${WANDB_BASE_URL:-\(server)} \(command)"
  }

  /// That of the interpreter, where it is not the one of `PATH`.
  private static var program: String {
    guard let slash = Bridge.python.lastIndex(of: "/") else { return "wandb" }
    let beside = Bridge.python[...slash] + "wandb"
    return access(String(beside), X_OK) == 0 ? shellWord(String(beside)) : "wandb"
  }
}

/// A text as a word of a shell's command line.
func shellWord(_ text: String) -> String {
  let isPlain =
    !text.isEmpty
    && text.utf8.allSatisfy { byte in
      byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || "/._-+=:,@%".utf8.contains(byte)
    }
  return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
