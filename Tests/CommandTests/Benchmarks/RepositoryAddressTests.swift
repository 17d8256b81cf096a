import Testing

@testable import calibraxctl

/// An address is taken apart into what everybody may know and what its host alone is told.
@Suite struct RepositoryAddressTests {
  @Test(arguments: [
    ("https://example.com/a/b.git", "https://example.com/a/b.git", "https://example.com", nil, nil),
    ("https://ann:pw@example.com/a.git", "https://example.com/a.git", "https://example.com", "ann", "pw"),
    ("https://ann@example.com:8443/a", "https://example.com:8443/a", "https://example.com:8443", "ann", nil),
    ("https://:p%40%2fw:@[::1]:80/a", "https://[::1]:80/a", "https://[::1]:80", "", "p@/w:"),
    ("http://a%zz:b@c@host", "http://host", "http://host", "a%zz", "b@c"),
    ("https://example.com/@scope/a", "https://example.com/@scope/a", "https://example.com", nil, nil),
    ("ssh://git:pw@host:22/a", "ssh://git@host:22/a", nil, "git", "pw"),
    ("git://ann:pw@host/a", "git://host/a", nil, "ann", "pw"),
    ("git@host:a/b.git", "git@host:a/b.git", nil, nil, nil),
    ("/srv/a://b:c@d", "/srv/a://b:c@d", nil, nil, nil),
  ])
  func anAddressIsTakenApart(
    _ host: String, _ url: String, _ origin: String?, _ username: String?, _ password: String?
  ) throws {
    let address = try RepositoryAddress(host)
    #expect(address.url == url)
    #expect(address.origin == origin)
    #expect(address.username == username)
    #expect(address.password == password)
  }

  @Test(arguments: ["https://ann:a/b@host/x", "https://host:port/x", "ann:secret@host/x", "ann:secret@host:x.git"])
  func whatCannotBeTakenApartIsRefusedWithoutAWordOfIt(_ host: String) {
    do {
      _ = try RepositoryAddress(host)
      Issue.record("it was taken")
    } catch {
      #expect(error.message.hasPrefix("Git Error: The host has "))
      #expect(!error.message.contains("secret") && !error.message.contains("a/b"))
    }
  }

  @Test(arguments: [
    ("https://example.com/group/project.git", "group-project"), ("git@host:project.git", "git-host-project"),
    ("/", "repository"), ("/srv/a b/Größe", "a-b-Gr-e"), ("https://example.com/../..", "repository"),
  ])
  func aSlugCanBeReadAndIsAName(_ host: String, _ slug: String) throws {
    #expect(try RepositoryAddress(host).slug == slug)
  }

  @Test func aMaskHidesWhateverFormASecretHas() throws {
    let mask = SecretMask(
      Credentials(username: "ann", password: "p/w"), try RepositoryAddress("https://bo:q%2Fr@host/x"))
    #expect(mask.apply("p/w p%2Fw p%2fw q/r q%2Fr bo:q%2Fr") == "*** *** *** *** *** ***")
    #expect(mask.apply("Basic YW5uOnAvdw== Basic Ym86cS9y") == "Basic *** Basic ***")
    #expect(mask.apply("at https://eve:x@other/ and ssh://git@host") == "at https://***@other/ and ssh://git@host")
  }
}
