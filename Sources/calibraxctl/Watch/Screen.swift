import Glibc

/// The whole terminal, taken over as long as this is there and given back as it was.
struct Screen: ~Copyable {
  private static let take = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[2J"
  private static let giveBack = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  private let terminal: Terminal
  /// How the terminal took what is typed; `nil` when nothing is typed, as stdin is something else.
  private var typing: termios?
  private var shown: [String] = []
  private var size = Terminal.Size(columns: 0, rows: 0)

  init(_ terminal: Terminal) {
    self.terminal = terminal
    var settings = termios()
    if tcgetattr(STDIN_FILENO, &settings) == 0 { typing = settings }
    enter()
  }

  deinit { leave() }

  private func enter() {
    if var settings = typing {
      settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
      // A read takes what is there, and does not wait.
      withUnsafeMutableBytes(of: &settings.c_cc) { characters in
        characters[Int(VMIN)] = 0
        characters[Int(VTIME)] = 0
      }
      tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    }
    terminal.send(Self.take)
  }

  private func leave() {
    terminal.send(Self.giveBack)
    if var settings = typing { tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings) }
  }

  /// Stops the program, as a shell does on ^Z, until it is told to go on.
  mutating func suspend() {
    leave()
    raise(SIGSTOP)
    enter()
    shown = []
  }

  /// Shows lines, each as wide as the terminal at most; only those that have changed are sent.
  mutating func draw(_ lines: [StyledText], on size: Terminal.Size) {
    var output = ""
    if size != self.size { (shown, self.size) = ([], size) }
    if shown.isEmpty { output = "\u{1B}[2J" }
    let texts = lines.prefix(size.rows).map { $0.text(on: terminal) }
    for row in 0..<max(texts.count, shown.count) {
      let text = row < texts.count ? texts[row] : ""
      guard row >= shown.count || shown[row] != text else { continue }
      output += "\u{1B}[\(row + 1);1H\u{1B}[2K\(text)"
    }
    shown = texts
    // All at once, where the terminal can.
    if !output.isEmpty { terminal.send("\u{1B}[?2026h\(output)\u{1B}[?2026l") }
  }

  /// The keys that were typed since this was last asked.
  func keys() -> [Key] {
    guard typing != nil else { return [] }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    return count > 0 ? Key.keys(in: Array(bytes[..<count])) : []
  }
}
