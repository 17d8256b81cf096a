import CalibraxJSON
import CalibraxYAML
import Testing

@Suite("Tags")
struct TagTests {
  @Test("An application's tag is kept, and its scalar is text")
  func application() throws {
    let node = try YAML.document(Array("a: !expand 1\nb: !x [1]\nc: !y\n  d: e\nf: !z\ng: !q '1'".utf8))
    #expect(node["a"]?.tag == "!expand")
    #expect(node["b"]?.tag == "!x")
    #expect(node["c"]?.tag == "!y")
    #expect(node["c"]?["d"]?.tag == nil)
    #expect(node.json == ["a": "1", "b": [1], "c": ["d": "e"], "f": "", "g": "1"])
  }

  @Test(
    "Tags of the core are applied",
    arguments: [
      ("!!str 1", "1"), ("!!str", ""), ("!!int '0x10'", 16), ("!!float 1", 1.0), ("!!float 1e3", 1000.0),
      ("!!bool 'YES'", true),
      ("!!null ''", .null), ("!!seq [1]", [1]), ("!!map {a: 1}", ["a": 1]), ("!!timestamp 2024-06-01", "2024-06-01"),
      ("!<tag:yaml.org,2002:str> 1", "1"), ("! '12'", 12), ("! x", "x"), ("!!str ~", "~"),
      ("!!float .inf", .number(JSONNumber(.infinity))),
    ] as [(String, JSON)])
  func core(text: String, value: JSON) throws {
    let node = try YAML.document(Array(text.utf8))
    #expect(node.json == value)
    #expect(node.tag == nil)
  }

  @Test("A handle stands for its prefix")
  func handles() throws {
    func tag(_ text: String) throws -> String? { try YAML.document(Array(text.utf8)).tag }
    #expect(try tag("!<!x> a") == "!x")
    #expect(try tag("!<tag:e.org,2000:x> a") == "tag:e.org,2000:x")
    #expect(try tag("%TAG !e! tag:e.org,2000:\n---\n!e!x a") == "tag:e.org,2000:x")
    #expect(try tag("%TAG ! !my-\n--- !x a") == "!my-x")
    #expect(try tag("%TAG !! tag:e.org,2000:\n--- !!int a") == "tag:e.org,2000:int")
    #expect(try tag("!a%20%C3%BC b") == "!a ü")
  }

  @Test("A tag and an anchor stand in either order, also above what they belong to")
  func properties() throws {
    let node = try YAML.document(Array("a: &x !t 1\nb: !t &y\n  c: 2\nd: [*x, *y]".utf8))
    #expect(node["b"]?.tag == "!t")
    #expect(node["d"]?.json == ["1", ["c": 2]])
    guard case .sequence(let aliases)? = node["d"]?.content else { return }
    #expect(aliases.map(\.tag) == ["!t", "!t"])
  }

  @Test(
    "Other tags are refused",
    arguments: [
      (
        "a: !!binary eA==",
        "line 1, column 4: `!!binary` is not supported; remove the tag, or use one with a single `!`"
      ),
      ("!!set {a}", "line 1, column 1: `!!set` is not supported; remove the tag, or use one with a single `!`"),
      ("!!omap []", "line 1, column 1: `!!omap` is not supported; remove the tag, or use one with a single `!`"),
      (
        "!!python/object:os.x {}",
        "line 1, column 1: `!!python/object:os.x` is not supported; remove the tag, or use one with a single `!`"
      ),
      ("!!int a", "line 1, column 1: `a` is no `!!int`; correct it, or remove the tag"),
      ("!!bool 1", "line 1, column 1: `1` is no `!!bool`; correct it, or remove the tag"),
      ("!!null a", "line 1, column 1: `a` is no `!!null`; correct it, or remove the tag"),
      ("!!timestamp a", "line 1, column 1: `a` is no `!!timestamp`; correct it, or remove the tag"),
      ("!!map a", "line 1, column 1: `!!map` is for collections, and this is none; remove the tag"),
      ("!!str [a]", "line 1, column 1: `!!str` does not fit what follows, a `!!seq`; remove the tag"),
      ("!e!x a", "line 1, column 1: nothing says what `!e!` stands for; add `%TAG !e! …` above the `---`"),
      ("!x !y a", "line 1, column 4: a second tag of one value; remove it"),
      ("{a: !x}", "line 1, column 7: `}` in a tag; put a space after the tag, or quote the text if it is none"),
      ("!<x a", "line 1, column 4: expected `>` after the tag, found ` `; add it"),
      ("!a%zz b", "line 1, column 3: expected two hexadecimal digits after `%` in a tag; write `%25` for the sign"),
      ("!a%ff b", "line 1, column 2: what this tag escapes with `%` is not UTF-8; correct it"),
    ])
  func refused(text: String, message: String) {
    #expect(refusal(of: text) == message)
  }
}
