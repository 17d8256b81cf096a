import CalibraxSystem
import Glibc
import Synchronization

/// What a signal does that comes when the program has ended already: this one ends as that did, at once.
enum LateSignal {
  /// How the program ended, as `waitpid` tells it.
  private static let status = Atomic<Int32>(0)

  /// From now on signals end this process as a program ended.
  static func end(as end: ProgramEnd) {
    status.store(end.status, ordering: .relaxed)
    var signals = signalSet(ForegroundProgram.passedOn)
    var now = timespec()
    // What came before the end is over with it.
    while sigtimedwait(&signals, nil, &now) > 0 {}
    for number in ForegroundProgram.passedOn where !isIgnored(number) {
      signal(number) { _ in ProgramEnd(status: LateSignal.status.load(ordering: .relaxed)).end() }
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
