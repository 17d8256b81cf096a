public import CalibraxJSON
public import CalibraxModel

/// Every validator, in the order they are documented. A new one is one file and one line here.
public let allValidators: [any Validator.Type] = [
  RegressionDetector.self, OutlierDetector.self, RangeValidator.self,
]

/// Flags values of a curve that are not as they should be. Its fields are the parameters, as rules give them.
public protocol Validator: Record {
  /// The name in rules, snake_case.
  static var name: String { get }
  /// What it flags, a sentence.
  static var summary: String { get }
  /// Judges the values of a curve.
  ///
  /// - Throws: ``ValidationError`` where the parameters or the values do not allow it.
  func judge(_ curve: Curve) throws(ValidationError) -> Judgement
}

/// What a validator says of a curve.
public struct Judgement: Equatable, Sendable {
  /// The indices of the values that it flags, in rising order.
  public var flagged: [Int] = []
  /// What it draws.
  public var layout = PlotLayout()

  /// Nothing flagged, nothing drawn.
  public init() {}
}

/// The validator that a rule means.
///
/// - Throws: ``ValidationError`` where there is none of that name, or the parameters are not its.
public func validator(of rule: ValidationRule) throws(ValidationError) -> any Validator {
  guard let type = allValidators.first(where: { $0.name == rule.name }) else {
    let names = allValidators.map { $0.name }
    throw ValidationError(
      "Validator function '\(rule.name)' not found", at: .parameter("name"),
      hint: nearest(to: rule.name, among: names).map { "Did you mean \"\($0)\"?" }
        ?? "Validators: \(names.joined(separator: ", ")).")
  }
  do throws(JSONError) {
    return try type.init(parameters: rule.unknownMembers)
  } catch {
    throw ValidationError(error.message, at: .parameter(error.path), hint: error.hint)
  }
}

extension Validator {
  fileprivate init(parameters: OrderedMap<JSON>) throws(JSONError) {
    // Written as JSON it would be null, and that the default.
    for parameter in parameters where parameter.value.double?.isFinite == false {
      throw JSONError("must be a finite number", hint: "Give a number, or leave it out.").under(parameter.key)
    }
    var parser = JSONParser()
    self = try parser.decode(Self.self, from: JSONWriter.bytes(of: parameters))
  }
}
