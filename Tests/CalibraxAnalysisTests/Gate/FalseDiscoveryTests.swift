import CalibraxAnalysis
import Testing

@Suite("False discovery over a report")
struct FalseDiscoveryTests {
  /// The example of Benjamini and Hochberg's paper: of 15 tests the first four stand at 0.05.
  @Test func theExampleOfThePaper() {
    let p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
      1,
    ]
    #expect(withstandsFalseDiscovery(p, rate: 0.05) == p.map { $0 <= 0.0095 })
    #expect(withstandsFalseDiscovery(p.reversed(), rate: 0.05) == p.reversed().map { $0 <= 0.0095 })
  }

  @Test func aLaterOneCarriesThoseBeforeIt() {
    #expect(withstandsFalseDiscovery([0.04, 0.045], rate: 0.05) == [true, true])
    #expect(withstandsFalseDiscovery([0.04, 0.06], rate: 0.05) == [false, false])
    #expect(withstandsFalseDiscovery([], rate: 0.05) == [])
  }
}
