import CalibraxJSON
import CalibraxModel
import Testing

@testable import CalibraxAdapters

/// What a tool has measured, in SI base units.
@Suite struct MeasurementTests {
  @Test func aValueThatIsTooLargeInItsBaseUnitIsAnError() {
    let metric = Measurement("throughput", 1e308, "ops/ms").converted
    #expect(metric.value == nil)
    #expect(metric.unknownMembers["error"] == "non-finite value")
  }

  @Test func aBoundThatIsNotFiniteIsNone() {
    var measurement = Measurement("wall", 1, "s")
    (measurement.lower, measurement.upper) = (-.infinity, .nan)
    #expect(measurement.converted.value == 1)
    #expect(measurement.converted.lower == nil)
    #expect(measurement.converted.upper == nil)
  }

  @Test func aSampleThatIsNotFiniteIsMissing() {
    var measurement = Measurement("wall", 1, "s")
    measurement.samples = [1, .infinity, 2]
    #expect(measurement.converted.samples == [1, nil, 2])
  }
}
