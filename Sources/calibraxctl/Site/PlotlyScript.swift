/// Plotly, where it draws figures in place of the pages' own renderer.
struct PlotlyScript {
  /// Where pages find a file.
  static let path = "assets/plotly.js"
  static let flag = Flag("--plotly", "FILE|URL", "Have Plotly draw the figures: the file of plotly.js, or its address.")

  /// What pages load: an address, or a file below the root of the site.
  let source: String
  /// The file, if it is one.
  var bytes: [UInt8]?

  init(_ text: String) throws(Failure) {
    if text.hasPrefix("https://") || text.hasPrefix("http://") {
      source = text
    } else {
      source = Self.path
      bytes = try InputFile.read(text)
    }
  }
}
