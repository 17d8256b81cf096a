import CalibraxModel

/// How many characters it may have.
let longestWandBID = 64

/// What a run or an execution is called in W&B: always the same, so that it is never there twice.
func wandbID(of subject: String, isExecution: Bool = false) -> String {
  let executions = "execution-"
  let name = isExecution ? executions + subject : subject
  let safe = String(
    decoding: name.utf8.map { byte -> UInt8 in
      let isPlain =
        byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
      return isPlain ? byte : UInt8(ascii: "-")
    }, as: UTF8.self)
  let isOwn = isExecution || !name.hasPrefix(executions)
  if safe == name, isOwn, name.utf8.count <= longestWandBID { return name }
  // Two that are alike but for what was replaced are told apart, and a run from an execution.
  let digits = String(fnv1a(Array(name.utf8)) & 0xFFFF_FFFF, radix: 16)
  return safe.prefix(longestWandBID - 1 - digits.count) + "-" + digits
}
