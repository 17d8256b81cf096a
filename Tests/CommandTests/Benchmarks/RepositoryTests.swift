import CalibraxTestSupport
import Foundation
import Glibc
import Testing

@testable import calibraxctl

/// The files of a repository are had as its remote has them, whatever happened before.
@Suite struct RepositoryTests {
  let directory = TemporaryDirectory()
  var clones: String { directory.path("cache/clones") }

  private func checkOut(
    _ host: String, branch: String? = nil, isUpdated: Bool = true
  ) throws -> Checkout {
    try Repository(host: host, branch: branch, isUpdated: isUpdated).checkOut(below: clones, timeLimit: 60)
  }

  private func message(_ host: String, branch: String? = nil, timeLimit: Double = 60) -> String? {
    let repository = Repository(host: host, branch: branch)
    do {
      _ = try repository.checkOut(below: clones, timeLimit: timeLimit)
      return nil
    } catch {
      return error.message
    }
  }

  private func read(_ checkout: Checkout, _ name: String) -> String? {
    FileManager.default.contents(atPath: checkout.path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(_ checkout: Checkout) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: checkout.path).filter { $0 != ".git" }.sorted()
  }

  // MARK: Where the files are

  @Test func aFolderIsReadInPlace() throws {
    directory.write("x", to: "plain/results.csv")
    #expect(try checkOut(directory.path("plain")) == Checkout(path: directory.path("plain"), commit: nil))
    #expect(directory.list("cache") == [])
  }

  @Test(arguments: [false, true])
  func aRepositoryIsCloned(isBare: Bool) throws {
    let remote = try RemoteRepository()
    let commit = try remote.commit(["a/1.csv": "1"])
    let bare = directory.path("bare.git")
    try RemoteRepository.git(["clone", "-q", "--bare", remote.path, bare])
    let checkout = try checkOut(isBare ? bare : remote.path)
    #expect(checkout.commit == commit)
    #expect(read(checkout, "a/1.csv") == "1")
    #expect(checkout.path.hasPrefix(clones + "/"))
    #expect(directory.list("cache/clones").count == 2, "the clone and its lock")
  }

  @Test func theNameOfACloneCanBeRead() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let name = try #require(try checkOut(remote.path).path.split(separator: "/").last)
    #expect(name.wholeMatch(of: /project-results-[0-9a-f]{16}/) != nil)
    #expect(try checkOut(remote.path, branch: "main").path != clones + "/" + name)
  }

  // MARK: What the remote did

  @Test func newCommitsAreFetched() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1", "2.csv": "2"])
    let first = try checkOut(remote.path)
    try remote.git(["rm", "-q", "2.csv"])
    let commit = try remote.commit(["1.csv": "one", "3.csv": "3"])
    let second = try checkOut(remote.path)
    #expect(second == Checkout(path: first.path, commit: commit))
    #expect(try names(second) == ["1.csv", "3.csv"])
    #expect(read(second, "1.csv") == "one")
  }

  @Test func aRewrittenHistoryIsTakenOver() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    try remote.commit(["2.csv": "2"])
    _ = try checkOut(remote.path, branch: "main")
    try remote.git(["reset", "-q", "--hard", "HEAD~"])
    let commit = try remote.commit("--amend", "--allow-empty", "-m", "Another")
    let checkout = try checkOut(remote.path, branch: "main")
    #expect(checkout.commit == commit)
    #expect(try names(checkout) == ["1.csv"])
  }

  @Test func aBranchIsItsOwnClone() throws {
    let remote = try RemoteRepository()
    let main = try remote.commit(["1.csv": "main"])
    try remote.git(["switch", "-q", "-c", "feature/fast_1.0"])
    let feature = try remote.commit(["1.csv": "feature"])
    try remote.git(["switch", "-q", "main"])
    #expect(try checkOut(remote.path, branch: "feature/fast_1.0").commit == feature)
    #expect(try checkOut(remote.path, branch: "main").commit == main)
    #expect(try checkOut(remote.path, branch: "feature/fast_1.0").commit == feature)
  }

  @Test func anotherDefaultBranchIsFollowed() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "main"])
    _ = try checkOut(remote.path)
    try remote.git(["switch", "-q", "--orphan", "trunk"])
    let commit = try remote.commit(["2.csv": "trunk"])
    try remote.git(["branch", "-q", "-D", "main"])
    let checkout = try checkOut(remote.path)
    #expect(checkout.commit == commit)
    #expect(try names(checkout) == ["2.csv"])
  }

  @Test func aCloneThatIsNotUpdatedStaysAsItIs() throws {
    let remote = try RemoteRepository()
    let commit = try remote.commit(["1.csv": "1"])
    #expect(try checkOut(remote.path, isUpdated: false).commit == commit, "the first time there is none")
    let next = try remote.commit(["1.csv": "2"])
    #expect(try checkOut(remote.path, isUpdated: false).commit == commit)
    #expect(try checkOut(remote.path).commit == next)
  }

  // MARK: What happened to the clone

  @Test func whatWasChangedHereIsPutBack() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1", "2.csv": "2", ".gitignore": "*.tmp\n"])
    let checkout = try checkOut(remote.path)
    let here = TemporaryFolder(checkout.path)
    here.write("changed", to: "1.csv")
    here.write("new", to: "3.csv")
    here.write("ignored", to: "4.tmp")
    here.remove("2.csv")
    try RemoteRepository.git(["init", "-q", checkout.path + "/nested"])
    let again = try checkOut(remote.path)
    #expect(again == checkout)
    #expect(try names(again) == [".gitignore", "1.csv", "2.csv"])
    #expect(read(again, "1.csv") == "1")
  }

  @Test(arguments: ["HEAD", "objects", "refs", "config", "index.lock", "index", "shallow.lock"])
  func aDamagedCloneIsMadeAnew(_ part: String) throws {
    let remote = try RemoteRepository()
    let commit = try remote.commit(["1.csv": "1"])
    let checkout = try checkOut(remote.path)
    Folders.remove(checkout.path + "/.git/" + part)
    if part != "objects" { TemporaryFolder(checkout.path + "/.git").write("nonsense", to: part) }
    #expect(try checkOut(remote.path) == checkout)
    #expect(checkout.commit == commit)
    #expect(read(checkout, "1.csv") == "1")
  }

  @Test func theRepositoryAroundTheClonesIsLeftAlone() throws {
    let around = try RemoteRepository()
    try around.commit(["mine.csv": "mine"])
    TemporaryFolder(around.path).write("unsaved", to: "mine.csv")
    let remote = try RemoteRepository()
    let commit = try remote.commit(["1.csv": "1"])
    let repository = Repository(host: remote.path)
    let checkout = try repository.checkOut(below: around.path + "/clones", timeLimit: 60)
    Folders.remove(checkout.path + "/.git")
    try FileManager.default.createDirectory(atPath: checkout.path + "/.git", withIntermediateDirectories: true)
    #expect(try repository.checkOut(below: around.path + "/clones", timeLimit: 60).commit == commit)
    #expect(try String(contentsOfFile: around.path + "/mine.csv", encoding: .utf8) == "unsaved")
  }

  @Test func anUnreachableRemoteLeavesTheCloneAsItWas() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let checkout = try checkOut(remote.path)
    try FileManager.default.moveItem(atPath: remote.path, toPath: remote.path + ".away")
    #expect(message(remote.path)?.contains("does not exist") == true)
    #expect(read(checkout, "1.csv") == "1")
    #expect(try checkOut(remote.path, isUpdated: false) == checkout)
  }

  @Test func whatAKilledCollectorLeftIsTakenAway() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let path = try checkOut(remote.path).path
    Folders.remove(path)
    TemporaryFolder(path + ".part-1").write("half", to: ".git/HEAD")
    #expect(try checkOut(remote.path).path == path)
    #expect(directory.list("cache/clones").count == 2)
  }

  @Test func gitIsKilledAtTheTimeLimit() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    directory.write("#!/bin/sh\nfor last; do :; done\nmkdir -p \"$last/.git\"\nexec sleep 100\n", to: "slow")
    chmod(directory.path("slow"), 0o755)
    let slow = Repository(host: remote.path, git: directory.path("slow"))
    #expect(
      throws: RepositoryError(
        "git clone -q \(remote.path) took longer than 1 s and was ended. See whether the host can be reached.")
    ) { try slow.checkOut(below: clones, timeLimit: 0.6) }
    #expect(directory.list("cache/clones").count == 1, "the lock")
    #expect(try checkOut(remote.path).commit != nil)
  }

  // MARK: Several at once

  @Test func severalCollectorsShareAClone() throws {
    let remote = try RemoteRepository()
    let commit = try remote.commit(["1.csv": "1"])
    let expected = Checkout(path: try checkOut(remote.path).path, commit: commit)
    Folders.remove(expected.path)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let checkout = Result { try checkOut(remote.path) }
      #expect((try? checkout.get()) == expected)
    }
    #expect(read(expected, "1.csv") == "1")
  }

  @Test func aCloneThatSomebodyElseUsesTooLongIsNotWaitedFor() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let lock = try checkOut(remote.path).path + ".lock"
    let descriptor = open(lock, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    // A program that is just being started elsewhere may hold what we hold for a moment.
    #expect(flock(descriptor, LOCK_EX) == 0)
    #expect(
      message(remote.path, timeLimit: 0.1)
        == "Git Error: Another collector has used \(lock) for more than 0 s. Wait for it or end it.")
  }

  // MARK: What is not to be had

  @Test func aHostThatIsNotThereIsNamed() {
    let host = directory.path("missing.git")
    #expect(
      message(host)
        == "Git Error: Error 128 running command: git clone -q \(host): fatal: repository '\(host)' does not exist. "
        + "Correct the host.")
  }

  @Test func aBranchThatIsNotThereIsNamedWithThoseThatAre() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    try remote.git(["tag", "v1"])
    for name in ["v1", "v2"] {
      #expect(
        message(remote.path, branch: name)
          == "Git Error: \(remote.path) has no branch '\(name)'. It has 'main': name one of them as branch.")
    }
    for name in "abcdef" { try remote.git(["branch", String(name)]) }
    #expect(
      message(remote.path, branch: "v1")
        == "Git Error: \(remote.path) has no branch 'v1'. It has 'a', 'b', 'c', 'd', 'e' and 2 more: name one of them "
        + "as branch.")
    #expect(directory.list("cache/clones").allSatisfy { $0.hasSuffix(".lock") })
  }

  @Test func anEmptyRepositoryHasNoBranch() throws {
    let remote = try RemoteRepository(bare: true)
    #expect(message(remote.path) == "Git Error: \(remote.path) has no branch. Push results to it first.")
  }

  @Test(arguments: ["--upload-pack=touch x", "-b", "a b", "a;b", "a'b", "", "a\nb", "a:b", "a~1"])
  func aBranchMustBeAName(_ name: String) throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let text = try #require(message(remote.path, branch: name))
    #expect(text.hasPrefix("Git Error: Invalid characters in branch name: '"))
  }

  @Test(arguments: ["ext::sh -c 'touch x'", "--upload-pack=x", "", "foo::bar", "https::https://ann:secret@host/x"])
  func aHostIsNoOptionAndNoProgram(_ host: String) {
    let text = message(host)
    #expect(text?.hasPrefix("Git Error: The ") == true)
    #expect(text?.contains("secret") == false)
  }

  @Test func onlyTransportsOfRepositoriesAreTaken() {
    let text = message("ftp://127.0.0.1/x.git")
    #expect(text?.contains("transport 'ftp' not allowed. Give an address of https") == true)
  }

  @Test func withoutGitItSaysWhatToInstall() {
    let repository = Repository(host: "/x.git", git: "no-such-git")
    #expect(
      throws: RepositoryError(
        "no-such-git cannot be started: No such file or directory. Install git, or put its folder into PATH.")
    ) { try repository.checkOut(below: clones) }
  }

  // MARK: What a repository may not do

  @Test func itsLinksAreFiles() throws {
    let remote = try RemoteRepository()
    directory.write("secret", to: "outside.csv")
    try FileManager.default.createSymbolicLink(
      atPath: remote.path + "/link.csv", withDestinationPath: directory.path("outside.csv"))
    try FileManager.default.createSymbolicLink(atPath: remote.path + "/folder", withDestinationPath: "/etc")
    try remote.commit(["1.csv": "1"])
    let checkout = try checkOut(remote.path)
    #expect(read(checkout, "link.csv") == directory.path("outside.csv"))
    #expect(read(checkout, "folder") == "/etc")
    #expect(try names(checkOut(remote.path)) == ["1.csv", "folder", "link.csv"])
  }

  @Test func noHookIsRun() throws {
    let remote = try RemoteRepository()
    try remote.commit(["1.csv": "1"])
    let checkout = try checkOut(remote.path)
    let hook = checkout.path + "/.git/hooks/post-checkout"
    TemporaryFolder(checkout.path).write(
      "#!/bin/sh\ntouch '\(directory.path("ran"))'\n", to: ".git/hooks/post-checkout")
    chmod(hook, 0o755)
    try remote.commit(["1.csv": "2"])
    #expect(read(try checkOut(remote.path), "1.csv") == "2")
    #expect(access(directory.path("ran"), F_OK) != 0)
  }
}

/// A folder that is somebody else's to take away.
struct TemporaryFolder {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String, to name: String) {
    let target = path + "/" + name
    try? FileManager.default.createDirectory(
      atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: target, contents: Data(text.utf8))
  }

  func remove(_ name: String) { try? FileManager.default.removeItem(atPath: path + "/" + name) }
}
