import CalibraxJSON
import Testing

@Suite("Records")
struct RecordTests {
  private func read<Value: JSONReadable>(_ type: Value.Type, _ text: String) throws(JSONError) -> Value {
    var parser = JSONParser()
    return try parser.decode(type, from: Array(text.utf8))
  }

  private func read(_ text: String) throws(JSONError) -> Survey {
    try read(Survey.self, text)
  }

  private func expectError(
    reading text: String, at path: String, _ message: String, hint: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: JSONError.self, sourceLocation: location) { try read(text) }
    #expect(error?.path == path, sourceLocation: location)
    #expect(error?.message == message, sourceLocation: location)
    #expect(error?.hint == hint, sourceLocation: location)
  }

  private func written(_ value: some JSONWritable) -> String {
    String(decoding: JSONWriter.bytes(of: value), as: UTF8.self)
  }

  // MARK: Members

  @Test("All members are read")
  func allMembers() throws {
    let survey = try read(
      #"""
      {"title": "t", "comment": "c", "order": "falling", "tags": ["x", "y"], "repeats": 3, "level": 0.5, "note": "n",
       "points": [{"name": "p", "metrics": {"latency": {"value": 1.5, "unit": "ms"}}}]}
      """#)
    #expect(survey.title == "t")
    #expect(survey.comment == "c")
    #expect(survey.order == .falling)
    #expect(survey.tags == ["x", "y"])
    #expect(survey.repeats == 3)
    #expect(survey.level == 0.5)
    #expect(survey.note == "n")
    #expect(survey.points.count == 1)
    #expect(survey.points[0].name == "p")
    #expect(survey.points[0].metrics["latency"]?.value == 1.5)
    #expect(survey.points[0].metrics["latency"]?.unit == "ms")
  }

  @Test("Members left out, or given as null, have their defaults")
  func defaults() throws {
    let leftOut = try read(#"{"title":"t","comment":null}"#)
    #expect(leftOut == Survey(title: "t"))
    let null = try read(
      #"{"title":"t","comment":null,"order":null,"tags":null,"repeats":null,"level":null,"note":null,"points":null}"#)
    #expect(null == leftOut)
    #expect(null.repeats == 5)
    #expect(null.order == .rising)
  }

  @Test("Members may come in any order")
  func anyOrder() throws {
    let survey = try read(#"{"points":[],"level":1,"comment":"c","repeats":2,"title":"t","tags":["x"]}"#)
    #expect(survey == Survey(title: "t", comment: "c", tags: ["x"], repeats: 2, level: 1))
  }

  @Test("Required members must be given", arguments: ["{}", #"{"comment":null}"#, #"{"repeats":1}"#])
  func missing(text: String) {
    expectError(reading: text, at: "title", "is missing", hint: "What it is called.")
  }

  @Test("null is a value of a required member only where that is declared")
  func requiredNull() throws {
    expectError(reading: #"{"title":null,"comment":"c"}"#, at: "title", "expected a value, found null")
    expectError(reading: #"{"title":"t"}"#, at: "comment", "is missing", hint: "What is said about it.")
    #expect(try read(#"{"title":"t","comment":null}"#).comment == nil)
  }

  @Test("Of repeated members the last counts")
  func repeatedMembers() throws {
    #expect(try read(#"{"title":"a","comment":null,"title":"b"}"#).title == "b")
    #expect(try read(#"{"title":"a","comment":null,"tags":["x"],"tags":["y"]}"#).tags == ["y"])
    #expect(try read(#"{"title":"a","comment":null,"repeats":7,"repeats":null}"#).repeats == 5)
    #expect(try read(#"{"title":"a","comment":null,"repeats":null,"repeats":7}"#).repeats == 7)
    #expect(try read(#"{"title":"a","comment":"c","comment":null}"#).comment == nil)
  }

  @Test(
    "Escaped keys match their members", arguments: [#"t\u0069tle"#, #"\u0074\u0069\u0074\u006c\u0065"#, #"titl\u0065"#])
  func escapedKey(key: String) throws {
    #expect(try read(#"{"\#(key)":"t","comment":null}"#).title == "t")
    #expect(try read(#"{"title":"a","comment":null,"\#(key)":"b"}"#).title == "b")
  }

  // MARK: Unknown members

  @Test(
    "Unknown members are refused, the likely one named",
    arguments: [
      ("titel", "title"), ("Title", "title"), ("repeat", "repeats"), ("tag", "tags"), ("levle", "level"),
      ("nots", "note"), ("title\u{301}", "title"),
    ])
  func unknownMember(key: String, meant: String) {
    expectError(
      reading: #"{"title":"t","comment":null,"\#(key)":1}"#, at: key, "unknown member",
      hint: "Did you mean \"\(meant)\"?")
  }

  @Test("Where none is likely the known ones are listed", arguments: ["xyzzy", ""])
  func strangeMember(key: String) {
    let hint = "Known members: title, comment, order, tags, repeats, level, note, points."
    expectError(reading: #"{"\#(key)":1}"#, at: key, "unknown member", hint: hint)
  }

  @Test("A record without members takes none")
  func noMembers() throws {
    #expect(try read(Nothing.self, "{}") == Nothing())
    #expect(throws: JSONError("unknown member", hint: "It takes no members.").under("a")) {
      try read(Nothing.self, #"{"a":1}"#)
    }
    #expect(written(Nothing()) == "{}")
  }

  @Test("An open record keeps what it does not know")
  func openRecord() throws {
    let text = #"{"name":"n","extra":[1,{"deep":null}],"more":1.50}"#
    let open = try read(Open.self, text)
    #expect(open.name == "n")
    #expect(open.others.keys == ["extra", "more"])
    #expect(written(open) == text)
    #expect(written(try read(Open.self, #"{"more":true}"#)) == #"{"more":true}"#)
    #expect(Open.schema["additionalProperties"] == true)
  }

  // MARK: Bounds

  @Test("Bounded members lie within their bounds", arguments: [1, 50, 100])
  func withinBounds(repeats: Int) throws {
    #expect(try read(#"{"title":"t","comment":null,"repeats":\#(repeats)}"#).repeats == repeats)
  }

  @Test("Outside them the advice is given", arguments: [0, 101, -1, Int.min])
  func outsideBounds(repeats: Int) {
    expectError(
      reading: #"{"title":"t","comment":null,"repeats":\#(repeats)}"#, at: "repeats", "must lie between 1 and 100",
      hint: "Repeat it less.")
  }

  @Test("A bounded member that may be none", arguments: ["-0.25", "1.25", "NaN", "Infinity", "1e400"])
  func outsideOptionalBounds(level: String) throws {
    #expect(try read(#"{"title":"t","comment":null,"level":1.0}"#).level == 1)
    #expect(try read(#"{"title":"t","comment":null,"level":0}"#).level == 0)
    #expect(try read(#"{"title":"t","comment":null,"level":0.5,"level":null}"#).level == nil)
    expectError(
      reading: #"{"title":"t","comment":null,"level":\#(level)}"#, at: "level", "must lie between 0.0 and 1.0",
      hint: "Give a share.")
  }

  // MARK: Errors

  @Test(
    "Errors tell the place and what was found there",
    arguments: [
      (#"[]"#, "", "expected an object, found an array"), (#"null"#, "", "expected an object, found null"),
      (#"{"title":1}"#, "title", "expected a string, found a number"),
      (#"{"tags":"x"}"#, "tags", "expected an array, found a string"),
      (#"{"tags":["x",{}]}"#, "tags[1]", "expected a string, found an object"),
      (#"{"repeats":1.5}"#, "repeats", "expected a whole number of 64 bits"),
      (#"{"repeats":true}"#, "repeats", "expected a whole number, found true or false"),
      (#"{"level":"1"}"#, "level", "expected a number, found a string"),
      (#"{"points":[{},{},[]]}"#, "points[2]", "expected an object, found an array"),
      (#"{"points":[{"metrics":[]}]}"#, "points[0].metrics", "expected an object, found an array"),
      (
        #"{"points":[{},{},{},{"metrics":{"a":{"value":1},"latency":{"value":"x"}}}]}"#,
        "points[3].metrics.latency.value", "expected a number, found a string"
      ),
      (#"{"points":[{"metrics":{"":{"value":[]}}}]}"#, "points[0].metrics..value", "expected a number, found an array"),
    ])
  func errorPath(text: String, path: String, message: String) {
    expectError(reading: text, at: path, message)
  }

  @Test("Errors deep inside keep their hints")
  func deepHints() {
    expectError(
      reading: #"{"points":[{"metrics":{"latency":{"unit":"ms"}}}]}"#, at: "points[0].metrics.latency.value",
      "is missing",
      hint: "The number itself.")
    expectError(
      reading: #"{"points":[{"metrics":{"latency":{"value":1,"unti":"ms"}}}]}"#, at: "points[0].metrics.latency.unti",
      "unknown member", hint: "Did you mean \"unit\"?")
  }

  @Test("Arrays inside arrays have one index each")
  func nestedIndices() {
    #expect(throws: JSONError("expected a whole number, found a string").under(1).under(0).under(2)) {
      try read([[[Int]]].self, #"[[],[],[[1,"x"]]]"#)
    }
    #expect(JSONError("x").under(1).under(0).under(2).under("a").path == "a[2][0][1]")
  }

  @Test("Names of a choice are listed, and the likely one named")
  func choice() {
    let message = #"expected "rising" or "falling", found "fallign""#
    expectError(reading: #"{"order":"fallign"}"#, at: "order", message, hint: #"Did you mean "falling"?"#)
    expectError(reading: #"{"order":"x"}"#, at: "order", #"expected "rising" or "falling", found "x""#)
    expectError(reading: #"{"order":1}"#, at: "order", "expected a string, found a number")
  }

  @Test("A text that is no JSON is said to be none")
  func syntax() {
    expectError(
      reading: #"{"title":"t","#, at: "", "not JSON: text ends early: expected a key in double quotes at byte 13")
  }

  // MARK: Writing

  @Test("Members are written in declared order, absent ones left out unless declared otherwise")
  func writing() {
    #expect(
      written(Survey(title: "t"))
        == #"{"title":"t","comment":null,"order":"rising","tags":[],"repeats":5,"note":null,"points":[]}"#)
    let survey = Survey(title: "é\n", comment: "c", order: .falling, tags: ["x"], repeats: 1, level: 0.5, note: "n")
    #expect(
      written(survey)
        == #"{"title":"é\n","comment":"c","order":"falling","tags":["x"],"repeats":1,"level":0.5,"note":"n","points":[]}"#
    )
    #expect(written(Measurement(value: 2)) == #"{"value":2.0}"#)
  }

  @Test("What is written is read back")
  func roundTrip() throws {
    var point = Place()
    point.name = "p"
    point.metrics = ["latency": Measurement(value: 1.5, unit: "ms"), "rate": Measurement(value: -0.1)]
    let survey = Survey(title: "t", tags: ["x"], level: 0.25, points: [point, Place()])
    #expect(try read(written(survey)) == survey)
  }

  // MARK: Schema

  @Test("The schema says what is read")
  func schema() {
    let metric: JSON = [
      "type": "object",
      "properties": [
        "value": ["type": "number", "description": "The number itself."],
        "unit": ["type": ["string", "null"], "description": "What it is counted in."],
      ],
      "required": ["value"],
      "additionalProperties": false,
    ]
    #expect(Measurement.schema == metric)
    let point: JSON = [
      "type": "object",
      "properties": [
        "name": ["type": "string", "description": "Where it is.", "default": ""],
        "metrics": ["type": "object", "additionalProperties": metric, "description": "By name.", "default": [:]],
      ],
      "additionalProperties": false,
    ]
    #expect(Place.schema == point)
    let properties: OrderedMap<JSON> = [
      "title": ["type": "string", "description": "What it is called."],
      "comment": ["type": ["string", "null"], "description": "What is said about it."],
      "order": [
        "type": "string", "enum": ["rising", "falling"], "description": "How it is sorted.", "default": "rising",
      ],
      "tags": ["type": "array", "items": ["type": "string"], "description": "Its labels.", "default": []],
      "repeats": ["type": "integer", "minimum": 1, "maximum": 100, "description": "How often.", "default": 5],
      "level": ["type": ["number", "null"], "minimum": 0, "maximum": 1, "description": "How much."],
      "note": ["type": ["string", "null"], "description": "In passing."],
      "points": ["type": "array", "items": point, "description": "Its parts.", "default": []],
    ]
    #expect(Survey.schema["properties"] == .object(properties))
    #expect(Survey.schema["properties"]?.members?.keys == properties.keys)
    #expect(Survey.schema["required"] == ["title", "comment"])
    #expect(Survey.schema["additionalProperties"] == false)
    #expect(Survey.schema["type"] == "object")
  }

  @Test("A record without members has a schema without any")
  func emptySchema() {
    #expect(Nothing.schema == ["type": "object", "properties": [:], "additionalProperties": false])
  }
}

private enum Order: String, CaseIterable, JSONReadable, JSONWritable {
  case rising, falling
}

private struct Measurement: Record, Equatable {
  var value = 0.0
  var unit: String?

  static let fields: Fields<Self> = [
    .required("value", \.value, "The number itself."), .optional("unit", \.unit, "What it is counted in."),
  ]
}

private struct Place: Record, Equatable {
  var name = ""
  var metrics = OrderedMap<Measurement>()

  static let fields: Fields<Self> = [
    .optional("name", \.name, "Where it is."), .optional("metrics", \.metrics, "By name."),
  ]
}

private struct Survey: Record, Equatable {
  var title = ""
  var comment: String?
  var order = Order.rising
  var tags: [String] = []
  var repeats = 5
  var level: Double?
  var note: String?
  var points: [Place] = []

  static let fields: Fields<Self> = [
    .required("title", \.title, "What it is called."),
    .required("comment", \.comment, "What is said about it.", nullable: true),
    .optional("order", \.order, "How it is sorted."),
    .optional("tags", \.tags, "Its labels."),
    .optional("repeats", \.repeats, "How often.", in: 1...100, advice: "Repeat it less."),
    .optional("level", \.level, "How much.", in: 0...1, advice: "Give a share."),
    .written("note", \.note, "In passing."),
    .optional("points", \.points, "Its parts."),
  ]
}

private struct Nothing: Record, Equatable {
  static let fields: Fields<Self> = []
}

private struct Open: Record {
  var name: String?
  var others = OrderedMap<JSON>()

  static let fields: Fields<Self> = [.optional("name", \.name, "What it is called.")]
  static let isOpen = true

  mutating func readUnknown(_ name: String, _ value: borrowing JSONView) {
    others[name] = JSON(value)
  }

  func writeUnknown(to writer: inout JSONWriter, first: inout Bool) {
    for member in others {
      writer.key(member.key, first: &first)
      member.value.write(to: &writer)
    }
  }
}
