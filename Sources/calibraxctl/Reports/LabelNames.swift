import CalibraxJSON
import CalibraxModel

/// Names of labels for the keys of tags, which may be any text: letters, digits and `_`, no digit first, each of one key.
struct LabelNames {
  private var names = OrderedMap<String>()

  /// - Parameter reserved: Names that no key may have.
  init(_ keys: [String], reserved: [String]) {
    var taken = Set(reserved)
    let sorted = keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // Those that can stay as they are come first, and any order of the keys gives the same names.
    for key in sorted.filter(Self.isName) + sorted.filter({ !Self.isName($0) }) where names[key] == nil {
      let plain = Self.name(key)
      var (name, number) = (plain, 1)
      while !taken.insert(name).inserted {
        number += 1
        name = "\(plain)_\(number)"
      }
      names[key] = name
    }
  }

  subscript(key: String) -> String { names[key] ?? Self.name(key) }

  private static func isName(_ key: String) -> Bool { Spelling(key) == Spelling(name(key)) }

  private static func name(_ key: String) -> String {
    let plain = key.escaped { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": nil
      default: "_"
      }
    }
    // Two underscores begin names that programs keep for themselves.
    let isTaken = plain.isEmpty || plain.hasPrefix("__") || plain.first?.isNumber == true
    return isTaken ? "tag_" + plain : plain
  }
}
