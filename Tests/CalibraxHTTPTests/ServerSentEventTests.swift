import CalibraxHTTP
import Testing

@Suite struct ServerSentEventTests {
  @Test func everyFieldIsALine() {
    let event = ServerSentEvent(id: "7", event: "sample", data: "{}", retry: 2_000, comment: "hello")
    #expect(text(event) == ": hello\nid: 7\nevent: sample\nretry: 2000\ndata: {}\n\n")
  }

  @Test func anEmptyEventIsAnEmptyLine() {
    #expect(text(ServerSentEvent()) == "\n")
  }

  @Test func linesOfDataAreLinesOfTheirOwn() {
    #expect(text(ServerSentEvent(data: "a\nb\r\nc\rd")) == "data: a\ndata: b\ndata: c\ndata: d\n\n")
    #expect(text(ServerSentEvent(data: "")) == "data: \n\n")
    #expect(text(ServerSentEvent(data: "\n")) == "data: \ndata: \n\n")
  }

  @Test func noTextBeginsAFieldOrAnEvent() {
    let event = ServerSentEvent(id: "1\ndata: x", event: "e\r\n\r\ndata: y", data: "z\n\nid: 9", comment: "c\nretry: 1")
    #expect(
      text(event)
        == ": c\n: retry: 1\nid: 1 data: x\nevent: e  data: y\ndata: z\ndata: \ndata: id: 9\n\n")
  }

  @Test func anIdentifierHasNoByteZero() {
    #expect(text(ServerSentEvent(id: "a\0b")) == "id: ab\n\n")
  }

  private func text(_ event: ServerSentEvent) -> String { String(decoding: event.bytes, as: UTF8.self) }
}
