/// What a format makes of what is exported.
struct ExportedFiles {
  /// The texts by their path below a folder; the only one of a format that is one file has none.
  var files: [(path: String, text: String)] = []
  /// What is to be known of what could not be shown, a sentence each.
  var remarks: [String] = []
}

extension ExportedFiles {
  /// One file.
  init(_ text: String, remarks: [String] = []) {
    self.init(files: [("", text)], remarks: remarks)
  }
}
