import Lessons
import Testing

@Suite struct GlossaryTests {
  private let glossary = Glossary(terms: [
    GlossaryTerm(id: "mask", words: ["en": ["mask", "masks"], "zh": ["掩码"]]),
    GlossaryTerm(id: "causal-mask", words: ["en": ["causal mask"], "zh": ["因果掩码"]]),
    GlossaryTerm(id: "bpe", words: ["en": ["BPE"], "zh": ["BPE"]]),
  ])

  private func uses(_ text: String, _ language: String) -> [String] {
    TermFinder(glossary, language: language).uses(in: text).map { "\($0.term) \($0.offset)" }
  }

  @Test func `whole words are found in any case, the longest form first`() {
    #expect(
      uses("A Mask, and the causal mask; masks.", "en") == ["mask 2", "causal-mask 16", "mask 29"])
    #expect(uses("unmasked maskings", "en") == [])
    #expect(uses("(mask) sub-mask", "en") == ["mask 1", "mask 11"])
  }

  @Test func `Chinese has no spaces between words`() {
    #expect(uses("用因果掩码，不用别的掩码。", "zh") == ["causal-mask 1", "mask 10"])
    #expect(uses("用BPE分词", "zh") == ["bpe 1"])
    #expect(uses("用BPEX分词", "zh") == [])
  }

  @Test func `placeholders and code are passed over`() {
    #expect(uses("{mask} `mask` mask", "en") == ["mask 14"])
    #expect(uses("{mask mask", "en") == [])
    #expect(uses("a ` mask", "en") == ["mask 4"])
  }

  @Test func `the file's mistakes are said in one line`() {
    for (text, sentence) in [
      ("trm a\n", #"terms:1:1: expected perhaps term, or one of term, found "trm""#),
      ("term a\n", "terms:1:1: term a: expected its words below it, found none"),
      (
        "term a\n  en\n",
        "terms:2:5: en: expected the term's forms, each in double quotes, found nothing"
      ),
      (
        "term a\n  english \"a\"\n",
        #"terms:2:3: english: expected a language such as en, found "english""#
      ),
      ("term a\n  en \"a\"\n  en \"b\"\n", "terms:3:3: en: expected once for a term, found again"),
      (
        "term a\n  en \"a\"\nterm a\n  en \"b\"\n",
        #"terms:3:6: term: expected each id once, found "a""#
      ),
      (
        "term a\n  en \"a\"\nterm b\n  en \"c\" \"A\"\n",
        #"terms:4:10: en: expected forms of no other term, found "\"A\"""#
      ),
    ] {
      do {
        _ = try Glossary.read(Array(text.utf8), path: "terms")
        Issue.record("nothing is said of \(text)")
      } catch { #expect("\(error)" == sentence) }
    }
  }

  @Test func `another glossary's terms are added, and replace those of the same id`() {
    let other = Glossary(terms: [GlossaryTerm(id: "mask", words: ["en": ["veil"]])])
    #expect(glossary.adding(other).terms.map(\.id) == ["causal-mask", "bpe", "mask"])
    #expect(glossary.adding(other)["mask"]?.words == ["en": ["veil"]])
  }
}
