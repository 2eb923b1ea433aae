import Testing
import Training

/// What is said about grammar files whose names and texts cannot be.
@Suite struct LanguageMeaningTests {
  private static let head = "language l\nfield t spaced\nstart r\n"
  private static let tables = "table a\n  en | sex\n  x | m\n  y | f\ntable b\n  en\n  z\n"

  private static let cases: [(grammar: String, message: String)] = [
    (
      head + "rule r\n  let a = b times 101\n",
      "a.grammar:5: expected how often, such as 2 or 1..3 and at most 100, found \"101\"; "
        + "correct it"
    ),
    (
      head + tables + "rule r\n  let x = a times 2\n  t: {x.en}\n",
      "a.grammar:12: expected a rule before \"times\", found the table \"a\"; make a rule "
        + "that draws a row of it"
    ),
    (
      "language l\nfield t spaced\nstart rr\nrule r\n  t: x\n",
      "a.grammar:3: expected a rule, found \"rr\"; did you mean \"r\"?"
    ),
    (
      head + tables + "rule r\n  let x = aa\n  t: x\n",
      "a.grammar:12: expected a table or rule, found \"aa\"; did you mean \"a\"?"
    ),
    (
      head + tables + "rule r\n  let x = a\n  let x = b\n  t: x\n",
      "a.grammar:13: found a second variable, \"x\", the first is in line 12; choose another "
        + "name or take one out"
    ),
    (
      head + tables + "rule r\n  let xx = a\n  t: {xy.en}\n",
      "a.grammar:13: expected a variable, found \"xy\"; did you mean \"xx\"?"
    ),
    (
      head + tables + "rule r\n  let x = a\n  t: {x.em}\n",
      "a.grammar:13: table \"a\" has no \"em\"; did you mean \"en\"?"
    ),
    (
      head + tables + "rule r\n  let x = a\n  t: {x}\n",
      "a.grammar:13: table \"a\" has no \"t\"; check the name"
    ),
    (
      head + "rule s\n  t: a\nrule r\n  let x = s\n  t: {x.kind}\n",
      "a.grammar:8: rule \"s\" has no \"kind\"; check the name"
    ),
    (
      head + "rule r\n  t: a\n  k: b\nrule r\n  t: b\n",
      "a.grammar:7: this alternative of rule \"r\" has no line \"k:\"; add it (\"-\" if "
        + "there is no such text)"
    ),
    (
      "language l\nfield t spaced\nfield u spaced\nstart r\nrule r\n  t: a\n",
      "a.grammar:5: this alternative of rule \"r\" has no line \"u:\"; add it (\"-\" if "
        + "there is no such text)"
    ),
    (
      head + "rule r\n  t: a\nrule s\n  t: b\n",
      "a.grammar:6: rule \"s\" is never used; use it or take it out"
    ),
    (
      head + tables + "rule r\n  let x = a\n  t: {x.en}\n",
      "a.grammar:8: table \"b\" is never used; use it or take it out"
    ),
    (
      head + tables + "fact f a -> b\nrule r\n  let x = a\n  let y = b\n  t: {x.en}\n",
      "a.grammar:11: fact \"f\" is never used; use it or take it out"
    ),
    (
      head + "rule r\n  let x = s\n  t: {x}\nrule s\n  let y = r\n  t: {y}\n",
      "a.grammar:7: rules draw each other in a circle: r -> s -> r; a text would never end, "
        + "break the circle"
    ),
    (
      head + "rule r\n  let x = r\n  t: {x}\n",
      "a.grammar:4: rules draw each other in a circle: r -> r; a text would never end, break "
        + "the circle"
    ),
    (
      head + tables + "rule r\n  let x = a where x.sex is m\n  t: {x.en}\n",
      "a.grammar:12: expected a condition such as \"x.column = word\", \"no x.column\", "
        + "\"x.column in a b\", \"x != y\" or \"fact(x) = y\", found \"x.sex is m\"; write it so"
    ),
    (
      head + tables + "rule r\n  let x = a where\n  t: {x.en}\n",
      "a.grammar:12: expected a condition such as \"x.column = word\", \"no x.column\", "
        + "\"x.column in a b\", \"x != y\" or \"fact(x) = y\", found \"\"; write it so"
    ),
    (
      head + tables + "rule r\n  let x = a where x.sex and\n  t: {x.en}\n",
      "a.grammar:12: expected a condition such as \"x.column = word\", \"no x.column\", "
        + "\"x.column in a b\", \"x != y\" or \"fact(x) = y\", found \"\"; write it so"
    ),
    (
      head + tables + "rule r\n  let x = a where x.en = xx\n  t: {x.en}\n",
      "a.grammar:12: \"x.en\" is never \"xx\"; did you mean \"x\"?"
    ),
    (
      head + tables + "rule r\n  let x = a where x.sex in m female\n  t: {x.en}\n",
      "a.grammar:12: \"x.sex\" is never \"female\"; check the word"
    ),
    (
      head + "rule s\n  t: a\n  k: one\nrule r\n  let x = s where x.k = on\n  t: {x}\n",
      "a.grammar:8: \"x.k\" is never \"on\"; did you mean \"one\"?"
    ),
    (
      head + tables + "rule r\n  let x = a where x.sex = m and x.en = y\n  t: {x.en}\n",
      "a.grammar:12: no row of table \"a\" satisfies the conditions; loosen them"
    ),
    (
      head + tables + "rule r\n  let x = a\n  let y = b where y.en = x\n  t: {x.en}\n",
      "a.grammar:13: expected a text or \"variable.column\", found the variable \"x\"; write "
        + "\"x.\" and the column"
    ),
    (
      head + tables + "rule r\n  let x = a\n  let y = b where y != x\n  t: {x.en}\n",
      "a.grammar:13: \"y\" and \"x\" are rows of different tables; compare their columns"
    ),
    (
      head + "rule s\n  t: a\nrule r\n  let x = s\n  let y = s\n  where x != y\n  t: {x}\n",
      "a.grammar:9: expected a variable drawn from a table, found \"x\"; name one"
    ),
    (
      head
        + tables
        + "fact f a -> b\nrule r\n  let x = a\n  let y = b where f(y)\n  t: {x.en}\n",
      "a.grammar:14: fact \"f\" needs a row of table \"a\" here, found \"y\", a row of table "
        + "\"b\"; name another variable"
    ),
    (
      head
        + tables
        + "fact f a -> b\nrule r\n  let x = a\n  let y = b\n  t: {x.en}\n  then f(x) = x\n",
      "a.grammar:16: fact \"f\" needs a row of table \"b\" here, found \"x\", a row of table "
        + "\"a\"; name another variable"
    ),
    (
      head + tables + "fact fact1 a -> b\nrule r\n  let x = a where fact2(x)\n  t: {x.en}\n",
      "a.grammar:13: expected a fact, found \"fact2\"; did you mean \"fact1\"?"
    ),
    (
      head + tables + "fact f a -> b\nrule r\n  let x = a\n  t: {x.en}\n  then f(x)\n",
      "a.grammar:15: expected \"then FACT(VARIABLE) = VARIABLE, or then no FACT(VARIABLE)\", "
        + "found \"then f(x)\"; write it so"
    ),
    (
      head
        + tables
        + "rule s\n  t: b\n  k: third\nrule s\n  t: c\n  k: en\nrule r\n  let x = a\n"
        + "  let s = s\n  t: {x.(s.k)}\n",
      "a.grammar:20: table \"a\" has no \"third\", which may be asked for here; add it"
    ),
    (
      head + tables + "rule r\n  let x = a\n  t: {x.en}s\n",
      "a.grammar:13: expected a space or \"+\", found \"s\"; correct it"
    ),
    (
      head + "rule r\n  t: a + b\n",
      "a.grammar:5: expected a word or an insertion, found \"+\"; correct it"
    ),
    (
      head + tables + "rule r\n  let x = a\n  t: {x.en\n",
      "a.grammar:13: expected \"}\", found the end; correct it"
    ),
    (
      head + "rule r\n  t: {m: a b\n",
      "a.grammar:5: expected \"}\", found the end; correct it"
    ),
    (
      head + "rule r\n  t: a }\n",
      "a.grammar:5: expected a word, found \"}\"; correct it"
    ),
    (
      head + "rule r\n  t: {}\n",
      "a.grammar:5: expected a name in the braces, found \"}\"; correct it"
    ),
    (
      head + "rule r\n  t:\n",
      "a.grammar:5: expected a text (\"-\" for none, two quotation marks for the empty one), "
        + "found the end; correct it"
    ),
    (
      head + "rule r\n  t: a | b\n",
      "a.grammar:5: expected a word or an insertion, found \"|\"; correct it"
    ),
    (
      head + "rule r\n  t: {m: {m: {m: {m: {m: {m: {m: {m: {m: a}}}}}}}}}\n",
      "a.grammar:5: expected marks in marks at most 8 deep, found \"m\"; correct it"
    ),
    (
      head + "rule r\n  t: a #b\n",
      "a.grammar:5: \"#\" begins a comment only at the start of a line or after two spaces; "
        + "put two spaces before it"
    ),
    (
      head + "rule r\n  t: a\u{200B}b\n",
      "a.grammar:5: U+200B cannot be seen; take it out"
    ),
    (
      head + "rule r\n  t: a\u{3000}b\n",
      "a.grammar:5: U+3000 is another space than that of the space bar; type a plain one"
    ),
    (
      "language l\nfield t spaced\nfield u spaced\nstart r\nfact f a -> b\ntable a\n"
        + "  en | sex\n  x | m\n  y | f\ntable b\n  en\n  z\nrule s\n  let x = a\n"
        + "  let y = b\n  t: {x.en} {y.en}\n  u: {x.en} {y.en}\n  then f(x) = y\nrule r\n"
        + "  let g = s\n  let h = s\n  t: {g} {h}\n  u: {h} {g}\n",
      "a.grammar:23: \"g\" is drawn before \"h\", and both touch facts, but field \"u\" "
        + "tells them the other way round; keep one order"
    ),
    (
      head
        + "fact f a -> b\ntable a\n  en | sex\n  x | m\n  y | f\ntable b\n  en\n  z\n"
        + "rule s\n  let x = a\n  let y = b\n  t: {x.en} {y.en}\n  then f(x) = y\nrule r\n"
        + "  let g = s\n  let h = s\n  t: {h}\n",
      "a.grammar:20: \"g\" touches facts and does not show in field \"t\"; show it, so that "
        + "the text tells what happened"
    ),
  ]

  @Test(arguments: cases.indices)
  func `what cannot be meant is told with its place`(index: Int) {
    let (grammar, message) = Self.cases[index]
    #expect(LanguageSamples.message(grammar) == message)
  }

  @Test func `a whole text cannot be missing in a field`() {
    #expect(
      LanguageSamples.message(Self.head + "rule r\n  t: a\nrule r\n  t: -\n")
        == "a.grammar:6: rule \"r\" makes whole texts, and this alternative has none in field "
        + "\"t\"; write one (two quotation marks for the empty text)")
  }

  @Test func `bytes that are not UTF-8 are told`() {
    #expect(throws: LanguageError.grammar(path: "a", line: 2, .notUTF8(byte: 0xFF))) {
      try Language(Array("language l\nfield ".utf8) + [0xFF], path: "a")
    }
    #expect(
      "\(LanguageError.grammar(path: "a", line: 2, .notUTF8(byte: 0xFF)))"
        == #"a:2: expected UTF-8, found the byte "\xFF"; save the file as UTF-8"#)
  }

  @Test func `a text that may grow without end is refused`() {
    let rules = [("r", "p"), ("p", "q"), ("q", "s")].map { rule, below in
      "rule \(rule)\n  let x = \(below) times 100\n  t: {x}\n"
    }
    #expect(
      LanguageSamples.message(Self.head + rules.joined() + "rule s\n  t: a\n")
        == "a.grammar:7: a text of rule \"p\" may have more than 20000 parts; make it shorter")
  }

  @Test func `rules that nest too deep are refused`() {
    let rules = (0..<70).map { "rule r\($0)\n  let x = r\($0 + 1)\n  t: {x}\n" }
    let grammar = "language l\nfield t spaced\nstart r0\n" + rules.joined() + "rule r70\n  t: a\n"
    #expect(
      LanguageSamples.message(grammar)
        == "a.grammar:19: rules nest more than 64 deep below \"r5\"; make them flatter")
  }

  @Test func `too much of anything is refused`() {
    let rows = "table a\n  en\n" + String(repeating: "  x\n", count: 10_001)
    #expect(
      LanguageSamples.message(Self.head + rows)
        == "a.grammar:10006: expected at most 10000 rows, found more; make the language smaller")
    let rules = String(repeating: "rule r\n  t: a\n", count: 1_001)
    #expect(
      LanguageSamples.message(Self.head + rules)
        == "a.grammar:2004: expected at most 1000 rules, found more; make the language smaller")
    #expect(
      LanguageSamples.message(String(repeating: " ", count: (1 << 20) + 1))
        == "a.grammar: is 1048577 bytes, where at most 1048576 are read; "
        + "check that it is the right file")
  }

  @Test func `a file that is not there is told`() {
    #expect(throws: LanguageError.file(.notFound(path: "/nowhere/a.grammar"))) {
      try Language.open("/nowhere/a.grammar")
    }
  }
}
