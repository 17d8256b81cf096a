import Glibc

/// The whole terminal, taken over as long as this is there and given back as it was.
struct Screen: ~Copyable {
  // The other screen, no cursor, no wrapping at the end of a line.
  private static let take = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
  private static let giveBack = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  private let terminal: Terminal
  /// Where keys come from, as a descriptor; -1 for nowhere.
  let input: Int32
  /// How the terminal took what is typed; `nil` when nothing can be typed.
  private let typing: termios?
  private var shown: [String] = []
  private var size = Terminal.Size(columns: 0, rows: 0)

  init(_ terminal: Terminal) {
    self.terminal = terminal
    var settings = termios()
    // Stdin may be something else, and the terminal has keys nevertheless.
    let descriptor = isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : open("/dev/tty", O_RDWR | O_CLOEXEC)
    typing = tcgetattr(descriptor, &settings) == 0 ? settings : nil
    input = typing == nil ? -1 : descriptor
    enter()
  }

  deinit {
    leave()
    if input > STDIN_FILENO { close(input) }
  }

  private func enter() {
    if var settings = typing {
      settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
      // A read takes what is there, and does not wait.
      withUnsafeMutableBytes(of: &settings.c_cc) { characters in
        characters[Int(VMIN)] = 0
        characters[Int(VTIME)] = 0
      }
      tcsetattr(input, TCSANOW, &settings)
    }
    terminal.send(Self.take)
  }

  private func leave() {
    terminal.send(Self.giveBack)
    if var settings = typing { tcsetattr(input, TCSAFLUSH, &settings) }
  }

  /// Stops the program, as a shell does on ^Z, until it is told to go on.
  mutating func suspend() {
    leave()
    raise(SIGSTOP)
    resume()
  }

  /// Takes the terminal over again: whoever had it meanwhile left it as they liked.
  mutating func resume() {
    enter()
    forget()
  }

  /// Has the next frame drawn whole.
  mutating func forget() { shown = [] }

  /// Shows lines, each as wide as the terminal at most; only those that have changed are sent, all at once.
  ///
  /// - Returns: Whether the terminal is there still.
  mutating func draw(_ lines: [StyledText], on size: Terminal.Size) -> Bool {
    if size != self.size { (shown, self.size) = ([], size) }
    let isNew = shown.isEmpty
    var output = isNew ? "\u{1B}[2J" : ""
    let lines = lines.prefix(size.rows)
    let texts = lines.map { $0.text(on: terminal) }
    for (row, line) in lines.enumerated() where isNew || row >= shown.count || shown[row] != texts[row] {
      output += "\u{1B}[\(row + 1);1H\(texts[row])"
      // Behind a line that fills its row the cursor stands on its last character.
      if line.width < size.columns { output += "\u{1B}[K" }
    }
    shown = texts
    return output.isEmpty || terminal.send("\u{1B}[?2026h\(output)\u{1B}[?2026l")
  }

  /// The keys that were typed since this was last asked; `nil` when the terminal is gone.
  func keys() -> [Key]? {
    var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 0) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(input, &bytes, bytes.count)
    if count > 0 { return Key.keys(in: Array(bytes[..<count])) }
    return ready.revents & Int16(POLLHUP | POLLERR) == 0 ? [] : nil
  }
}
