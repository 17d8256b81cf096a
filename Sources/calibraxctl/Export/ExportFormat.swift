/// A target that is files, or text on standard output.
protocol ExportFormat: ExportTarget {
  /// Whether it is several files, which only a folder can hold.
  static var isFolder: Bool { get }
  /// The files of what is exported.
  static func files(of data: ExportedData) throws(Failure) -> ExportedFiles
}

extension ExportFormat {
  static var isFolder: Bool { false }
  static var flags: [Flag] { [Flag.exportOutput] }

  static func export(_ context: borrowing Context) throws(Failure) -> ExitCode {
    try check(context.flags)
    let output = context.flags[Flag.output]
    if isFolder, output == nil { throw .usage("\(name) is several files: name a folder with \(Flag.output) DIR") }
    let exported = try files(of: try ExportSource(context).data(try ExportChoice(context.flags)))
    for remark in exported.remarks { context.terminal.complain("calibraxctl: \(remark)") }
    if isFolder, let output {
      var folder = try OutputFolder(output)
      for file in exported.files { try folder.write(Array(file.text.utf8), to: file.path) }
    } else {
      let text = exported.files.map(\.text).joined()
      if let output { try OutputFile(output).replace(with: text) } else { try context.terminal.print(text) }
    }
    return .passed
  }

  /// What is written is what the target says; how other commands print has no say.
  private static func check(_ flags: ParsedFlags) throws(Failure) {
    guard let format = flags[Flag.format], format != OutputFormat.text.rawValue else { return }
    let meant = exportTargets.contains { $0.name == format } ? "write --target \(format)" : "leave \(Flag.format) out"
    throw .usage("--target says what is written, not \(Flag.format): \(meant)")
  }
}

extension Flag {
  /// The flag of every target.
  static let exportOutput = Flag(
    output, "PATH", "The file, of asv and wandb the folder (else standard output; DATA/exports/wandb).")
}
