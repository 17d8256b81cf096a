public import CalibraxAPI
import CalibraxAnalysis
import CalibraxModel
public import CalibraxRPC

extension FindChangePoints: ComputeMethod {
  private static let mostValues = 100_000
  /// Without changes nothing is pruned, and time grows with the square.
  private static let mostForPELT = 20_000

  /// Takes the values.
  public static func prepare(
    _ params: Params, _ state: borrowing State
  ) throws(RPCError) -> @Sendable () throws(RPCError) -> Result {
    var runIDs: [String]?
    let values: [Double]
    if let given = params.values {
      try params.refuse(beside: "values")
      values = given
    } else {
      let points = try state.values(of: params, inPlaceOf: "values")
      runIDs = points.map(\.runID)
      values = points.map(\.value)
    }
    try checkSamples(values, "values", atLeast: 0, atMost: params.method == .pelt ? mostForPELT : mostValues)
    return { [runIDs] () throws(RPCError) in
      var result = Result()
      result.count = values.count
      for var point in changePoints(in: values, method: params.method)
      where params.kinds?.contains(point.kind) ?? true {
        point.runID = runIDs?[point.index]
        result.changePoints.append(point)
      }
      return result
    }
  }
}
