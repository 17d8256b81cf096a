import CalibraxModel

/// A value with its unit, with digits that matter.
func value(_ number: Double?, _ unit: String? = nil) -> HTML {
  guard let number, number.isFinite else { return "<span class=\"none\">–</span>" }
  let unit: HTML = unit.map { $0.isEmpty ? "" : " <span class=\"unit\">\($0)</span>" } ?? ""
  return "<data value=\"\("\(number)")\">\(numberText(number))</data>\(unit)"
}

/// A short word that says how something is, in the colour for it.
func badge(_ word: String, _ tone: Tone) -> HTML { "<span class=\"badge \(tone.rawValue)\">\(word)</span>" }

/// How good or bad something is.
enum Tone: String {
  case good, bad, warn, busy, plain
}

/// What a page says where there is nothing to show.
///
/// - Parameter advice: What makes something appear.
func nothing(_ sentence: String, _ advice: HTML = .empty) -> HTML {
  "<div class=\"nothing\"><p>\(sentence)</p>\(advice)</div>"
}

/// A heading with what stands beside it.
func heading(_ title: String, _ beside: HTML = .empty) -> HTML {
  "<div class=\"heading\"><h1>\(title)</h1>\(beside)</div>"
}

/// Names with what they stand for.
func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
  "<dl class=\"facts\">\(facts.map { fact -> HTML in "<div><dt>\(fact.name)</dt><dd>\(fact.value)</dd></div>" })</dl>"
}

/// A commit, short, whole when pointed at.
func commit(_ commit: String?) -> HTML {
  guard let commit, !commit.isEmpty else { return "<span class=\"none\">–</span>" }
  return "<code title=\"\(commit)\">\(shortCommit(commit))</code>"
}
