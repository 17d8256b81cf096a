import CalibraxAPI
import CalibraxRPC

extension Delivery {
  /// Takes in what the server sent.
  ///
  /// - Throws: ``ClientError`` when the connection is of no more use.
  mutating func receive(_ bytes: [UInt8], at now: Double) throws(ClientError) {
    for incoming in try calls.receive(bytes) {
      guard case .answer(let answer) = incoming, let question = asked.removeValue(forKey: answer.id) else { continue }
      do throws(ClientError) {
        try accept(answer.line, to: question)
      } catch {
        guard case .refused(let refusal) = error else { throw error }
        switch refusal.code {
        case .readOnly, .unavailable:
          tellOutage(refusal.message)
          retry(at: now)
        default: refuse(question, refusal)
        }
      }
    }
  }

  private mutating func accept(_ line: [UInt8], to question: Question) throws(ClientError) {
    switch question {
    case .start(let execution):
      _ = try CallTable.result(of: StartExecution.Result.self, line)
      table.executions[execution]?.standing = .known
      table.executions[execution]?.hasBegun = true
    case .define(let series):
      table.series[series]?.handle = try CallTable.result(of: DefineMetric.Result.self, line).series
      table.series[series]?.standing = .known
    case .record:
      _ = try CallTable.result(of: RecordSamples.Result.self, line)
      outcome.delivered += batches.removeFirst().count
      goesOn()
    case .finish(let execution):
      _ = try CallTable.result(of: FinishExecution.Result.self, line)
      end(execution)
      goesOn()
    }
  }

  private mutating func goesOn() {
    backoff.reset()
    isOutageTold = false
  }

  /// The server refused for good: nothing was stored, and delivery goes on without it.
  private mutating func refuse(_ question: Question, _ refusal: RPCError) {
    switch question {
    case .start(let execution) where table.executions[execution]?.hasBegun == true:
      // Somebody else has ended it; what was recorded in it is taken nevertheless.
      table.executions[execution]?.standing = .known
    case .start(let execution):
      report("the server refused the execution \"\(name(of: execution))\": \(refusal.message)")
      table.executions[execution]?.standing = .refused
    case .define(let series):
      report("the server refused the metric \"\(key(of: series))\": \(refusal.message)")
      table.series[series]?.standing = .refused
    case .record where refusal.code == .notFound && !batches[0].isToldAgain:
      // Series that the server forgot, as when it makes room, have other handles now.
      batches[0].isToldAgain = true
      for part in batches[0].parts { table.forget(series: part.series) }
    case .record:
      let batch = batches.removeFirst()
      if batch.parts.count > 1 {
        batches = batch.split + batches
      } else if let part = batch.parts.first {
        report("the server refused samples of \"\(key(of: part.series))\": \(refusal.message)")
        outcome.refused += batch.count
      }
    case .finish(let execution):
      // One that was asked to end before, on a connection that broke, may have ended then.
      if refusal.code != .conflict {
        report("the server cannot finish the execution \"\(name(of: execution))\": \(refusal.message)")
      }
      end(execution)
    }
  }

  /// Gives up the samples, in front of the next ones to send, that the server will not have, and the end of executions
  /// that it did not let begin.
  mutating func giveUpRefused() {
    let table = table
    while let batch = batches.first {
      let left = batch.without { table.isRefused(series: $0) }
      outcome.refused += batch.count - left.reduce(0) { $0 + $1.count }
      batches.replaceSubrange(0..<1, with: left)
      if !left.isEmpty { break }
    }
    for execution in endings where table.executions[execution]?.standing == .refused { end(execution) }
  }

  private mutating func end(_ execution: Int) {
    endings.removeAll { $0 == execution }
    table.remove(execution: execution)
  }

  /// Tells people something once.
  private mutating func report(_ text: String) {
    // A program may go on for long: rather tell twice than remember without end.
    if told.count >= 1_000 { told = [] }
    if told.insert(text).inserted { outcome.reports.append(text) }
  }

  private func name(of execution: Int) -> String { table.executions[execution]?.params.pipelineName ?? "" }
  private func key(of series: Int) -> String { table.series[series]?.params.key ?? "" }
}
