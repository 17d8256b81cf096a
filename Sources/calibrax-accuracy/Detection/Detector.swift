import CalibraxAnalysis

/// A method that finds change points.
struct Detector: Sendable {
  /// What it is called on the command line and in tables.
  var name: String
  /// The indices of the first values of new levels, ascending.
  var changePoints: @Sendable ([Double]) -> [Int]
}

/// Every detector, in the order of the tables.
let allDetectors = [
  Detector(name: "robust") { ShiftDetector($0).shifts },
  Detector(name: "otava") { otavaChangePoints(in: $0) },
  Detector(name: "pelt") { peltChangePoints(in: $0) },
]
