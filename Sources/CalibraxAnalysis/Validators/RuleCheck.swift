import CalibraxJSON
public import CalibraxModel

extension ValidationRule {
  /// Whether it names a function of the operator's own and no validator of ours.
  public var isCustom: Bool { unknownMembers["module"]?.string?.isEmpty == false }

  /// What is wrong with it for a metric, as a sentence with what to do; `nil` when it can be applied.
  public func problem(for metric: String) -> String? {
    if isCustom { return nil }
    do throws(ValidationError) {
      _ = try validator(of: self).judge(Curve([], x: []))
      return nil
    } catch {
      let hint = error.hint.map { " " + $0 } ?? ""
      if error.place == .parameter("name") { return error.message + "." + hint }
      let place = if case .parameter(let name) = error.place, !error.message.contains(name) { name + ": " } else { "" }
      return "Validation failed for metric '\(metric)' using '\(name)': \(place)\(error.message).\(hint)"
    }
  }
}
