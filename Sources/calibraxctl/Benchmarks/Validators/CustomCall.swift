import CalibraxJSON

/// A curve that a validator of the user is to judge.
struct CustomCall {
  /// Where the function is defined, as Python imports it: `my_analysis_package.stats`.
  var module: String
  var function: String
  /// The whole rule.
  var params: OrderedMap<JSON>
  /// In the order of their x; `nil` where none was measured.
  var values: [Double?]
  /// As many as values.
  var x: [JSON]

  /// The call as the program in Clients/python reads it.
  var json: JSON {
    [
      "module": .string(module), "function": .string(function), "params": .object(params),
      "values": .array(values.map { $0.map { .number(JSONNumber($0)) } ?? .null }), "x_values": .array(x),
    ]
  }
}

/// What a validator of the user found.
struct CustomJudgement: Equatable {
  /// Whether each value is good.
  var ok: [Bool]
  /// What is drawn over the plot, in Plotly's terms.
  var shapes: [JSON]
  var annotations: [JSON]
}

/// Why a validator of the user did not judge.
struct CustomFailure: Error, Equatable {
  /// A sentence, or the type of an exception and what it says.
  var message: String
}

extension CustomJudgement {
  /// Reads the answer to a call.
  init(_ line: some Sequence<UInt8>, to call: CustomCall) throws(CustomFailure) {
    let answer = try? JSON(parsing: Array(line))
    if let message = answer?["error"]?.string { throw CustomFailure(message: message) }
    let ok = answer?["ok"]?.elements?.compactMap { if case .bool(let isGood) = $0 { isGood } else { nil } }
    let layout = answer?["layout"]
    guard let ok, ok.count == call.values.count, let shapes = layout?["shapes"]?.elements,
      let annotations = layout?["annotations"]?.elements
    else {
      throw CustomFailure(message: "Validator '\(call.function)' gave an answer that cannot be read.")
    }
    self.init(ok: ok, shapes: shapes, annotations: annotations)
  }
}
