import CalibraxRPC

/// How many samples a request may have in one list.
private let largestSampleCount = 1_000_000

/// Refuses samples that one cannot compute with: too few or too many, not finite, or so large that what follows from them
/// might be no number.
func checkSamples(
  _ samples: [Double], _ name: String, atLeast least: Int = 1, atMost most: Int = largestSampleCount
) throws(RPCError) {
  let path = "params.\(name)"
  if samples.count < least {
    throw RPCError(
      .invalidParams, "\(path): \(samples.count) given, and at least \(least == 1 ? "one is" : "\(least) are") needed",
      path: path, hint: "Give more numbers.")
  }
  if samples.count > most {
    throw RPCError(
      .limitExceeded, "\(path): \(samples.count) given, and \(most) are allowed", path: path,
      hint: "Give fewer: every second, or the newest.")
  }
  if let index = samples.firstIndex(where: { !($0.magnitude <= 1e300) }) {
    throw RPCError(
      .invalidParams, "\(path)[\(index)]: must be a finite number between -1e300 and 1e300", path: "\(path)[\(index)]",
      hint: "Leave out what was not measured.")
  }
}

/// Refuses two lists of which each element needs its partner, and one has more.
func checkPairs(
  _ one: [some Any], _ oneName: String, _ other: [some Any], _ otherName: String
) throws(RPCError) {
  guard one.count != other.count else { return }
  throw RPCError(
    .invalidParams, "params.\(otherName): \(other.count) given, and params.\(oneName) has \(one.count)",
    path: "params.\(otherName)", hint: "Give as many of one as of the other; they are taken in pairs.")
}
