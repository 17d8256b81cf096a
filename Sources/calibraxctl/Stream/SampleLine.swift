import CalibraxAPI
import CalibraxJSON
import CalibraxModel

/// A line of samples as people and programs write it: `key value [at]`, or a JSON object as `record` takes it.
enum SampleLine {
  /// Why a line is none.
  struct Malformed: Error {
    var message: String
  }

  /// The sample; `nil` for a line of white space.
  static func parse(_ line: [UInt8]) throws(Malformed) -> RecordSamples.NamedSample? {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard let first = line.first(where: { !isSpace($0) }) else { return nil }
    let sample = first == UInt8(ascii: "{") ? try object(line) : try words(line.split(whereSeparator: isSpace))
    for (name, number) in [("value", sample.value), ("at", sample.at ?? 0)] where !number.isFinite {
      throw Malformed(message: "\(name): \(JSONError.notFinite.message)")
    }
    return sample
  }

  private static func object(_ line: [UInt8]) throws(Malformed) -> RecordSamples.NamedSample {
    var parser = JSONParser()
    let sample: RecordSamples.NamedSample
    do throws(JSONError) {
      sample = try parser.decode(RecordSamples.NamedSample.self, from: line)
    } catch {
      let place = error.path.isEmpty ? "" : "\(error.path): "
      throw Malformed(message: place + error.message + (error.hint.map { ". \($0)" } ?? ""))
    }
    guard sample.key != nil || sample.series != nil else { throw Malformed(message: "key: is missing") }
    return sample
  }

  private static func words(_ words: [ArraySlice<UInt8>]) throws(Malformed) -> RecordSamples.NamedSample {
    let texts = words.prefix(4).compactMap { String(validating: $0, as: UTF8.self) }
    guard texts.count == min(4, words.count) else { throw Malformed(message: "not UTF-8") }
    guard (2...3).contains(texts.count) else {
      throw Malformed(message: "expected KEY VALUE [AT], found \(texts.count == 1 ? "one word" : "more")")
    }
    var sample = RecordSamples.NamedSample()
    sample.key = texts[0]
    sample.value = try number(texts[1])
    if texts.count == 3 { sample.at = try number(texts[2]) }
    return sample
  }

  private static func number(_ text: String) throws(Malformed) -> Double {
    guard let number = decimalNumber(text) else { throw Malformed(message: "\"\(text)\" is not a number") }
    return number
  }
}
