import CalibraxHTTP
import Testing

/// What is read from a request that follows the rules.
@Suite struct RequestTests {
  @Test func aRequestHasMethodPathQueryAndHeaders() throws {
    let request = try #require(
      Parsed(get("/runs/a%20b?last=3&tag=x+y%2Bz&empty&=v&last=4", "X-One:  two words \t", "x-ONE: three")).request)
    #expect(request.method == "GET")
    #expect(request.path == "/runs/a b")
    #expect(request.segments == ["runs", "a b"])
    #expect(
      request.query
        == [("last", "3"), ("tag", "x y+z"), ("empty", ""), ("", "v"), ("last", "4")].map {
          HTTPRequest.Parameter(name: $0.0, value: $0.1)
        })
    #expect(request.parameter("last") == "3")
    #expect(request.headers["x-one"] == "two words, three")
    #expect(request.headers["X-Two"] == nil)
    #expect(request.authority == "localhost")
    #expect(request.isVersion11)
    #expect(request.body == [])
  }

  @Test func aBodyIsAsLongAsItSays() throws {
    let parsed = Parsed(post("Content-Length: 4", body: "{\n}\n") + get("/next"))
    #expect(parsed.requests.map(\.path) == ["/calls", "/next"])
    #expect(parsed.requests.first.map { String(decoding: $0.body, as: UTF8.self) } == "{\n}\n")
  }

  @Test func theSameRequestsComeOutHoweverTheyAreCut() {
    let stream =
      "\r\n" + get("/a?b=%C3%A4") + post("Content-Length: 11", "Expect: 100-continue", body: "GET / HTTP/")
      + "HEAD /c HTTP/1.0\r\n\r\n" + get("/d")
    let whole = Parsed(stream)
    #expect(whole.requests.map(\.path) == ["/a", "/calls", "/c", "/d"])
    #expect(whole.status == nil)
    for size in 1...stream.utf8.count { #expect(Parsed(stream, cut: size) == whole, "\(size)") }
    // Both pieces of every cut.
    for place in 1..<stream.utf8.count {
      var parser = HTTPRequestParser()
      var paths: [String] = []
      for piece in [Array(stream.utf8.prefix(place)), Array(stream.utf8.dropFirst(place))] {
        parser.append(piece)
        while let request = try? parser.next() { paths.append(request.path) }
      }
      #expect(paths == whole.requests.map(\.path), "\(place)")
      #expect(!parser.isAmidRequest)
    }
  }

  @Test func anUnfinishedRequestNeedsMore() throws {
    let text = post("Content-Length: 4", body: "abcd")
    for count in 1..<text.utf8.count {
      var parser = HTTPRequestParser()
      parser.append(text.utf8.prefix(count))
      let request = try parser.next()
      #expect(request == nil)
      #expect(parser.isAmidRequest)
    }
  }

  @Test func aTargetMayBeAWholeURL() throws {
    let request = try #require(Parsed("GET HTTP://127.0.0.1:8173?a=b HTTP/1.1\r\nHost: elsewhere\r\n\r\n").request)
    #expect(request.path == "/")
    #expect(request.parameter("a") == "b")
    #expect(request.authority == "127.0.0.1:8173")
  }

  @Test func anEncodedSlashIsPartOfAName() throws {
    let request = try #require(Parsed(get("/points/CV-1%2Fsmall//x")).request)
    #expect(request.segments == ["points", "CV-1/small", "", "x"])
    #expect(request.path == "/points/CV-1/small//x")
  }

  @Test func threeDotsAreAName() {
    #expect(Parsed(get("/.../..a/.well-known")).request?.segments == ["...", "..a", ".well-known"])
  }

  @Test func theRootHasOneEmptySegment() {
    #expect(Parsed(get("/")).request?.segments == [""])
  }

  @Test func anOldClientNeedsNoHost() throws {
    let request = try #require(Parsed("GET / HTTP/1.0\r\n\r\n").request)
    #expect(!request.isVersion11)
    #expect(request.authority == "")
  }

  @Test func theBodyIsAskedForOnceAndOnlyWhereItIsAwaited() throws {
    var parser = HTTPRequestParser()
    parser.append(post("Content-Length: 2", "Expect: 100-Continue").utf8)
    let nothing = try parser.next()
    let asked = [parser.takeExpectation(), parser.takeExpectation()]
    parser.append("{}".utf8)
    let request = try parser.next()
    #expect(nothing == nil)
    #expect(asked == [true, false])
    #expect(request?.body == Array("{}".utf8))

    var other = HTTPRequestParser()
    other.append(post("Content-Length: 2", "Expect: 100-continue", body: "{}").utf8)
    let whole = try other.next()
    let askedAgain = other.takeExpectation()
    #expect(whole != nil)
    #expect(!askedAgain)
  }

  @Test func aRefusalIsForGood() {
    var parser = HTTPRequestParser()
    parser.append("GET / HTTP/9.9\r\n".utf8)
    var statuses: [Int] = []
    for more in ["", get("/")] {
      parser.append(more.utf8)
      do throws(HTTPRefusal) { _ = try parser.next() } catch { statuses.append(error.status) }
    }
    #expect(statuses == [505, 505])
  }
}
