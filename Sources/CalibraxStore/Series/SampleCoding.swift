import CalibraxJSON
import CalibraxModel

/// What a frame of the sample log holds, one after another:
///
/// - a sample: a byte that says how its two numbers are written, then their bytes. The series is that of the sample
///   before it, the numbers differ from that sample's (in the first behind a word, from zero) by the bits written. Of
///   those bits zero bytes at one end are left out. No frame needs another to be read.
/// - a word of ``Word``, followed by what it says.
enum SampleCoding {
  /// What is not a sample. The bytes of samples end before these.
  enum Word: UInt8 {
    /// The series of the samples that follow: its number.
    case series = 240
    /// A series: its number, execution, key and definition as JSON.
    case definition = 241
    /// How far a producer's samples are in the log: its name and the number of the last.
    case producer = 242
  }

  /// Above this a value is written with all its bytes, or with zero bytes left out behind it.
  private static let valueForms: UInt8 = 15

  /// How a number's bits are written: which of its eight bytes.
  private struct Form {
    /// Bytes written.
    var count: Int
    /// Bits to shift the number down by before its low bytes are written.
    var shift: Int
    /// The form's number: 0 none; 1...8 that many high bytes; 9 and on, the low bytes but 1, 2, … at the top.
    var code: UInt8

    @inline(__always)
    init(_ bits: UInt64, lowForms: Int) {
      let low = bits.trailingZeroBitCount >> 3
      let high = min(bits.leadingZeroBitCount >> 3, lowForms)
      if low >= high {
        count = 8 - low
        shift = low &* 8
        code = UInt8(truncatingIfNeeded: count)
      } else {
        count = 8 - high
        shift = 0
        code = UInt8(truncatingIfNeeded: 8 + high)
      }
    }

    @inline(__always)
    init(code: UInt8) {
      self.code = code
      if code <= 8 {
        count = Int(code)
        shift = 64 - count * 8
      } else {
        count = 16 - Int(code)
        shift = 0
      }
    }
  }

  /// Appends a sample that follows another of its series, or ``Sample/zero``.
  @inline(__always)
  static func append(_ sample: Sample, after last: Sample, to bytes: inout [UInt8]) {
    let at = sample.at.bitPattern ^ last.at.bitPattern
    let value = sample.value.bitPattern ^ last.value.bitPattern
    let atForm = Form(at, lowForms: 7)
    let valueForm = Form(value, lowForms: 6)
    bytes.append(addingCapacity: 24) { output in
      output.withUnsafeMutableBufferPointer { target, count in
        guard let base = target.baseAddress else { return }
        // SAFETY: 24 bytes of capacity were asked for: one, and twice eight at most from at most the ninth on.
        let place = UnsafeMutableRawPointer(base + count)
        place.storeBytes(of: atForm.code &* valueForms &+ valueForm.code, as: UInt8.self)
        place.storeBytes(of: shifted(at, atForm).littleEndian, toByteOffset: 1, as: UInt64.self)
        place.storeBytes(of: shifted(value, valueForm).littleEndian, toByteOffset: 1 + atForm.count, as: UInt64.self)
        count += 1 + atForm.count + valueForm.count
      }
    }
  }

  /// Appends what a series is.
  ///
  /// - Parameter count: How many of its samples are before this place.
  static func appendDefinition(
    of series: Int, recordedBefore count: Int, _ name: SeriesName, _ definition: SeriesDefinition,
    to bytes: inout [UInt8]
  ) {
    bytes.append(Word.definition.rawValue)
    ByteWriter.append(number: UInt64(series), to: &bytes)
    ByteWriter.append(number: UInt64(count), to: &bytes)
    ByteWriter.append(text: name.execution.utf8, to: &bytes)
    ByteWriter.append(text: name.key.utf8, to: &bytes)
    ByteWriter.append(text: JSONWriter.bytes(of: definition), to: &bytes)
  }

  /// Appends how far a producer's samples are.
  static func append(producer: String, last: Int, to bytes: inout [UInt8]) {
    bytes.append(Word.producer.rawValue)
    ByteWriter.append(text: producer.utf8, to: &bytes)
    ByteWriter.append(number: UInt64(last), to: &bytes)
  }

  @inline(__always)
  private static func shifted(_ bits: UInt64, _ form: Form) -> UInt64 {
    // A shift by 64, of no bits at all, must give zero.
    bits >> UInt64(form.shift)
  }

  /// What stands in a frame.
  enum Item {
    case sample(Sample, series: Int)
    case definition(series: Int, recordedBefore: Int, SeriesName, SeriesDefinition)
    case producer(String, last: Int)
  }

  /// Reads a frame's payload item by item.
  ///
  /// - Returns: `false` when it is no such payload; what stands before the fault has been told.
  static func forEachItem(_ bytes: [UInt8], _ payload: Range<Int>, _ body: (Item) -> Void) -> Bool {
    var reader = ByteReader(bytes, payload)
    var series = -1
    var last = Sample.zero
    while !reader.isAtEnd {
      guard let byte = reader.integer(UInt8.self) else { return false }
      guard byte >= Word.series.rawValue else {
        guard series >= 0, let sample = sample(byte, after: last, from: &reader) else { return false }
        last = sample
        body(.sample(sample, series: series))
        continue
      }
      last = .zero
      switch Word(rawValue: byte) {
      case .series:
        guard let number = reader.count(), number < SeriesCatalog.limit else { return false }
        series = number
      case .definition:
        guard let number = reader.count(), number < SeriesCatalog.limit, let count = reader.count(),
          let execution = reader.text(), let key = reader.text(),
          let definition = reader.text().flatMap({ SeriesDefinition(text: $0) })
        else { return false }
        body(
          .definition(
            series: number, recordedBefore: count, SeriesName(execution: execution, key: key), definition))
        series = -1
      case .producer:
        guard let name = reader.text(), let number = reader.count() else { return false }
        body(.producer(name, last: number))
        series = -1
      case nil: return false
      }
    }
    return true
  }

  private static func sample(_ byte: UInt8, after last: Sample, from reader: inout ByteReader) -> Sample? {
    let (atCode, valueCode) = byte.quotientAndRemainder(dividingBy: valueForms)
    guard let at = number(atCode, &reader), let value = number(valueCode, &reader) else { return nil }
    return Sample(
      at: Double(bitPattern: at ^ last.at.bitPattern), value: Double(bitPattern: value ^ last.value.bitPattern))
  }

  private static func number(_ code: UInt8, _ reader: inout ByteReader) -> UInt64? {
    let form = Form(code: code)
    guard let low = reader.lowBytes(form.count) else { return nil }
    return form.count == 0 ? 0 : low << UInt64(form.shift)
  }
}

extension Sample {
  /// What the first sample of a series in a frame is compared with.
  static let zero = Sample(at: 0, value: 0)
}
