import CalibraxClient
import Testing

/// Whoever uses the client needs no other import: this file has none.
@Suite struct OneImportTests {
  @Test func callsWithParametersAndWhatTheyAreRefusedFor() {
    var params = Check.Params()
    params.threshold = 0.1
    #expect(params.method == .threshold)
    var code: RPCError.Code?
    do throws(ClientError) { throw .refused(RPCError(.notFound, "There is no run.")) } catch {
      if case .refused(let refusal) = error { code = refusal.code }
    }
    #expect(code == .notFound)
  }
}
