import CalibraxJSON
import CalibraxModel
import Testing

/// How objectives are called, and what config.json may leave out.
@Suite struct ServiceLevelObjectiveTests {
  @Test(arguments: [
    (0.99, "ttfc_p99"), (0.999, "ttfc_p99.9"), (0.5, "ttfc_p50"), (0.57, "ttfc_p57"), (0.07, "ttfc_p7"),
    (0.9999, "ttfc_p99.99"), (0.285, "ttfc_p28.5"), (0, "ttfc_p0"), (1, "ttfc_p100"),
  ])
  func theKeyHasThePercentAsPeopleWriteIt(_ percentile: Double, _ key: String) {
    var objective = ServiceLevelObjective()
    (objective.metric, objective.percentile) = ("ttfc", percentile)
    #expect(objective.key == key)
  }

  @Test func theNinetyNinthPercentileIsMeantWhereNoneIsNamed() throws {
    var parser = JSONParser()
    let text = "{\"metric\":\"tbc\",\"value\":0.05,\"name\":null}"
    let objective = try parser.decode(ServiceLevelObjective.self, from: Array(text.utf8))
    #expect(objective.key == "tbc_p99")
    #expect(objective.name == nil)
    #expect(objective.value == 0.05)
    #expect(objective.type == .constant)
  }
}
