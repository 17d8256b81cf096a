extension JSONWriter {
  /// Valid JSON text laid out for people: one member or element a line, two spaces a level, as Python's `indent=2`.
  public static func indented(_ json: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count * 2)
    var depth = 0
    var isString = false
    var position = 0
    func newLine(_ result: inout [UInt8], _ depth: Int) {
      result.append(UInt8(ascii: "\n"))
      result.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }
    while position < json.count {
      let byte = json[position]
      position += 1
      if isString {
        result.append(byte)
        if byte == UInt8(ascii: "\\") {
          result.append(json[position])
          position += 1
        }
        if byte == UInt8(ascii: "\"") { isString = false }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isString = true
        result.append(byte)
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        result.append(byte)
        if json[position] == byte + 2 {
          result.append(byte + 2)
          position += 1
        } else {
          depth += 1
          newLine(&result, depth)
        }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        newLine(&result, depth)
        result.append(byte)
      case UInt8(ascii: ","):
        result.append(byte)
        newLine(&result, depth)
      case UInt8(ascii: ":"):
        result.append(byte)
        result.append(UInt8(ascii: " "))
      default:
        result.append(byte)
      }
    }
    return result
  }
}
