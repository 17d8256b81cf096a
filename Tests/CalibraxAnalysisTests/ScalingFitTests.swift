import CalibraxAnalysis
import CalibraxJSON
import CalibraxModel
import CalibraxTestSupport
import Testing

/// A power law is found, and named when it is close to a common one.
@Suite struct ScalingFitTests {
  let sizes = [1, 2, 4, 8, 16, 32].map { Double($0) }

  @Test(arguments: [
    (0.5, "O(sqrt(n))"), (1, "O(n)"), (1.5, "O(n^1.5)"), (2, "O(n^2)"), (3, "O(n^3)"), (2.5, "O(n^2.5)"),
    (-1, "O(n^-1.0)"), (4, "O(n^4.0)"),
  ])
  func aPowerLawIsFound(_ exponent: Double, _ complexity: String) throws {
    let values = sizes.map { size in 3 * power(size, exponent) }
    let fit = try #require(scalingFit(sizes: sizes, values: values))
    #expect(isClose(fit.coefficient, 3, within: 1e-12))
    #expect((fit.exponent, fit.rSquared, fit.complexity) == (exponent, 1, complexity))
  }

  private func power(_ size: Double, _ exponent: Double) -> Double {
    let root = size.squareRoot()
    let whole = (0..<Int(abs(2 * exponent))).reduce(1.0) { product, _ in product * root }
    return exponent < 0 ? 1 / whole : whole
  }

  @Test func equalValuesDoNotGrow() throws {
    let fit = try #require(scalingFit(sizes: sizes, values: sizes.map { _ in 5 }))
    #expect(isClose(fit.coefficient, 5, within: 1e-15))
    #expect((fit.exponent, fit.rSquared, fit.complexity) == (0, 1, "O(1)"))
  }

  @Test func ofOneSizeNothingIsKnown() throws {
    let fit = try #require(scalingFit(sizes: [4, 4], values: [2, 8]))
    #expect(isClose(fit.coefficient, 4, within: 1e-15))
    #expect((fit.exponent, fit.rSquared, fit.complexity) == (0, 0, "O(1)"))
  }

  @Test func pairsWithoutALogarithmAreLeftOut() throws {
    let fit = try #require(scalingFit(sizes: [0, 1, 2, 4, 8], values: [7, 3, 6, 12, -1]))
    #expect((fit.exponent, fit.complexity) == (1, "O(n)"))
    #expect(scalingFit(sizes: [0, -1], values: [1, 1]) == nil)
    #expect(scalingFit(sizes: [], values: []) == nil)
  }

  @Test func aCoefficientThatIsNoNumberIsNone() {
    #expect(scalingFit(sizes: [1e299, 1e300], values: [1e-300, 1e300]) != nil)
    #expect(scalingFit(sizes: [1e-300, 1e-299], values: [1e-300, 1e300]) == nil)
  }

  @Test func theUnitOfTheSizesOnlyMovesTheCoefficient() throws {
    let values = [3.1, 6.3, 11.8, 25, 47, 99]
    let fit = try #require(scalingFit(sizes: sizes, values: values))
    let scaled = try #require(scalingFit(sizes: sizes.map { $0 * 0x1p400 }, values: values))
    #expect((fit.exponent, fit.rSquared) == (scaled.exponent, scaled.rSquared))
  }

  @Test func pythonFitsAlike() throws {
    for golden in try GoldenCase.all("golden-scaling_fit.jsonl") {
      let fit = try #require(scalingFit(sizes: golden.numbers("sizes"), values: golden.numbers("values")))
      #expect(GoldenCase.isClose(JSON(writing: fit), golden.expected), "\(golden): \(fit)")
    }
  }
}
