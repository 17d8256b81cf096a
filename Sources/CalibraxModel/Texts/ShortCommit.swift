/// A commit, as much of it as one needs to find it.
public func shortCommit(_ commit: String) -> String { String(commit.prefix(8)) }
