import CalibraxModel

/// The number in the middle, or the mean of the two there; `nil` of none.
func median(_ numbers: [Double]) -> Double? { numbers.isEmpty ? nil : numbers.median }
