/// The files that pages load: they are in the program, so that it needs none beside it.
public enum Assets {
  /// A file of the site.
  public struct File: Sendable {
    /// Where it is below the root.
    public let path: String
    /// What it is, as HTTP has it.
    public let type: String
    /// What it holds.
    public let bytes: [UInt8]
  }

  static let scriptPath = "assets/calibrax.js"
  static let stylePath = "assets/calibrax.css"
  static let iconPath = "assets/icon.svg"

  /// All of them.
  public static let files = [
    File(path: scriptPath, type: "text/javascript; charset=utf-8", bytes: script),
    File(path: stylePath, type: "text/css; charset=utf-8", bytes: style),
    File(path: iconPath, type: "image/svg+xml", bytes: PackageResources.icon_svg),
  ]

  /// The scripts as one, so that they know each other and nobody else knows them.
  private static var script: [UInt8] {
    let parts = figureScripts + pageScripts
    return Array("(() => {\n\"use strict\";\n".utf8) + parts.flatMap { $0 + newline } + Array("})();\n".utf8)
  }

  private static let newline = [UInt8(ascii: "\n")]

  private static var style: [UInt8] { PackageResources.page_css + newline + PackageResources.figure_css }

  private static var pageScripts: [[UInt8]] {
    [
      PackageResources.site_js, PackageResources.times_js, PackageResources.sorting_js, PackageResources.tables_js,
      PackageResources.charts_js, PackageResources.samples_js, PackageResources.graph_tabs_js,
      PackageResources.rows_js, PackageResources.acknowledging_js, PackageResources.parts_js,
      PackageResources.live_js, PackageResources.start_js,
    ]
  }
  private static var figureScripts: [[UInt8]] {
    [
      PackageResources.text_js, PackageResources.numbers_js, PackageResources.dates_js, PackageResources.ticks_js,
      PackageResources.colors_js, PackageResources.axis_js, PackageResources.curve_js, PackageResources.range_js,
      PackageResources.polylines_js, PackageResources.lines_js, PackageResources.stamps_js,
      PackageResources.markers_js, PackageResources.shapes_js, PackageResources.annotations_js,
      PackageResources.frame_js, PackageResources.painting_js, PackageResources.hover_js,
      PackageResources.template_js, PackageResources.tooltip_js, PackageResources.legend_js, PackageResources.bar_js,
      PackageResources.link_js, PackageResources.loading_js, PackageResources.chart_js, PackageResources.views_js,
      PackageResources.hovering_js, PackageResources.pointer_js, PackageResources.keyboard_js,
      PackageResources.page_js, PackageResources.draw_js,
    ]
  }
}
