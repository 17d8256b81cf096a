import CalibraxJSON
import CalibraxYAML

/// The plain data of a text with one document.
func read(_ text: String) throws -> JSON {
  try YAML.document(Array(text.utf8)).json
}

/// Why a text is refused, with the place; `nil` if it is not.
func refusal(of text: String, limits: YAML.Limits = YAML.Limits()) -> String? {
  refusal(of: Array(text.utf8), limits: limits)
}

func refusal(of bytes: [UInt8], limits: YAML.Limits = YAML.Limits()) -> String? {
  do throws(YAMLError) {
    _ = try YAML.documents(bytes, limits: limits)
    return nil
  } catch {
    return error.description
  }
}
