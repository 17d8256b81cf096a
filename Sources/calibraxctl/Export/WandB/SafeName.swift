import CalibraxModel

/// A name of at most so many bytes: the end of a longer one, which may tell it from others, becomes a number.
func shortName(_ name: String, atMost limit: Int) -> String {
  guard name.utf8.count > limit else { return name }
  let end = "…" + String(fnv1a(Array(name.utf8)) & 0xFFFF, radix: 16)
  var short = ""
  for character in name {
    guard short.utf8.count + character.utf8.count + end.utf8.count <= limit else { break }
    short.append(character)
  }
  return short + end
}

/// The key of a table. The SDK makes a file of it and an artifact, `run-<id>-<key>` of at most 128 characters.
func tableKey(_ parts: [String]) -> String {
  let longest = 128 - "run--".utf8.count - longestWandBID
  // It refuses what leads out of a folder.
  return shortName(parts.joined(separator: "/").replacing("..", with: "_"), atMost: longest)
}
