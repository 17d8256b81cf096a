import CalibraxAnalysis
import Testing

/// Probabilities are right in relative terms, however small. Expected values: mpmath, 60 digits.
@Suite struct DistributionTests {
  @Test(arguments: [
    (0, 0.5), (1, 0.84134474606854295), (3, 0.99865010196836991), (-1, 0.15865525393145705),
    (-5, 2.8665157187919391e-7), (-10, 7.6198530241605261e-24), (-37, 5.7255712225245768e-300),
  ])
  func theNormalDistributionIsKnownFarOut(_ z: Double, _ probability: Double) {
    #expect(isClose(NormalDistribution.cumulative(z), probability, within: 1e-15))
    if z <= 0 { #expect(isClose(NormalDistribution.twoSided(z), 2 * probability, within: 1e-15)) }
  }

  @Test func nothingLiesBeyondInfinity() {
    #expect(NormalDistribution.cumulative(-.infinity) == 0)
    #expect(NormalDistribution.cumulative(.infinity) == 1)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
  }

  @Test(arguments: [
    (0.5, 0), (0.75, 0.67448975019608174), (0.975, 1.9599639845400539), (0.025, -1.9599639845400542),
    (1e-10, -6.3613409024040562), (1e-300, -37.047096299361199),
  ])
  func aQuantileIsTheInverse(_ probability: Double, _ z: Double) {
    #expect(isClose(NormalDistribution.quantile(probability), z, within: 2e-15))
  }

  @Test(arguments: [
    (1, 1, 0.5), (1, 2, 0.42264973081037424), (2, 10, 0.073388034770740366), (0.001, 7.5, 0.99922819867465555),
    (1.9, 1e6, 0.057433406996539381), (1.5, 0.5, 0.50790179064810845), (5, 30.25, 2.2820081184578368e-5),
    (12, 120.9, 2.4925014148476208e-22), (40, 500, 6.29064291825824e-158), (37, 1e5, 1.197462824342466e-297),
    (1e100, 3, 2.2053155816871681e-300),
  ])
  func studentsDistributionIsKnownFarOut(_ t: Double, _ freedom: Double, _ probability: Double) {
    #expect(isClose(StudentDistribution.twoSided(t, freedom: freedom), probability, within: 1e-13))
    #expect(StudentDistribution.twoSided(-t, freedom: freedom) == StudentDistribution.twoSided(t, freedom: freedom))
  }

  @Test(arguments: [1e-200, 1e-3, 0.3, 1, 17, 1e9, 1e200])
  func withOneDegreeOfFreedomItIsCauchys(_ t: Double) {
    // 1 - 2/π · atan(t), so that those of t and 1/t add up to 1.
    let (here, there) = (StudentDistribution.twoSided(t, freedom: 1), StudentDistribution.twoSided(1 / t, freedom: 1))
    #expect(abs(here + there - 1) < 2e-15)
  }

  @Test(arguments: [1e-8, 0.5, 1, 3, 1e4, 1e150, 1e160])
  func withTwoDegreesOfFreedomThereIsAFormula(_ t: Double) {
    // 1 - t / √(2 + t²), without the difference.
    let root = t > 1e100 ? t : (2 + t * t).squareRoot()
    let expected = t > 1e100 ? 1 / t / t : 2 / (root * (root + t))
    #expect(isClose(StudentDistribution.twoSided(t, freedom: 2), expected, within: 1e-13))
  }

  @Test func itsEndsAreCertain() {
    #expect(StudentDistribution.twoSided(0, freedom: 3) == 1)
    #expect(StudentDistribution.twoSided(.infinity, freedom: 3) == 0)
  }

  @Test(arguments: [1, 1.5, 2, 3, 4, 7.3, 10, 30, 200, 1e6], [0.9, 0.5, 0.05, 1e-4, 1e-12, 1e-100])
  func theQuantileOfTIsItsInverse(_ freedom: Double, _ probability: Double) {
    let t = StudentDistribution.quantile(twoSided: probability, freedom: freedom)
    let back = StudentDistribution.twoSided(t, freedom: freedom)
    #expect(abs(back / probability - 1) < 1e-9, "t \(t)")
  }
}

/// Whether a number is another one within a relative error.
func isClose(_ actual: Double, _ expected: Double, within relative: Double) -> Bool {
  abs(actual - expected) <= relative * abs(expected)
}
