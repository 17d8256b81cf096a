import Glibc

/// Ends the program as a signal does that nobody takes; signals may call it, so it takes no memory.
func die(of number: Int32) {
  signal(number, SIG_DFL)
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, number)
  pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  raise(number)
}

/// Whether whoever started the program has a signal ignored, as `nohup` does and shells for what runs in the background.
func isIgnored(_ number: Int32) -> Bool {
  var action = sigaction()
  sigaction(number, nil, &action)
  // SIG_IGN, which is no function and cannot be compared with one.
  return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
}

/// Signals as a set.
func signalSet(_ numbers: [Int32]) -> sigset_t {
  var set = sigset_t()
  sigemptyset(&set)
  for number in numbers { sigaddset(&set, number) }
  return set
}
