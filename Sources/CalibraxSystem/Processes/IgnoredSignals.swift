import Glibc

/// Whether a signal is ignored, as `nohup` has it and shells for what runs in the background.
public func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  sigaction(number, nil, &action)
  // SIG_IGN, which is no function and cannot be compared with one.
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
}
