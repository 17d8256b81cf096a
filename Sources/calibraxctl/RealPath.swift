import Glibc

/// The path from the root on of a file or folder that is there, through no link; `nil` where nothing is there.
func realPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}
