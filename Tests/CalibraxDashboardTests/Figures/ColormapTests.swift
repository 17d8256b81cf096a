import CalibraxDashboard
import Testing

@Suite struct ColormapTests {
  @Test(arguments: Colormap.names) func coloursAreSixHexadecimalDigits(name: String) throws {
    let colors = try #require(Colormap.named(name))
    #expect(colors.count >= 8)
    #expect(Set(colors).count == colors.count)
    for color in colors { #expect(color.wholeMatch(of: /#[0-9a-f]{6}/) != nil) }
  }

  @Test func namesAreKnownInAnyCaseAndBackwards() {
    #expect(Colormap.named("VIRIDIS") == Colormap.named("viridis"))
    #expect(Colormap.named("viridis_r") == Colormap.named("viridis")?.reversed())
    #expect(Colormap.named("viridis_x") == nil)
    #expect(Colormap.named("_r") == nil)
  }

  @Test func sizesAreThoseOfMatplotlibAndPlotly() {
    let sizes = ["tab20b": 20, "tab20c": 20, "okabe_ito": 8, "Alphabet": 26, "Dark24": 24, "G10": 10, "turbo": 10]
    for (name, size) in sizes { #expect(Colormap.named(name)?.count == size) }
  }
}
