import Testing
import Training

/// What is said about grammar files whose lines have not the form they should have.
@Suite struct LanguageFormTests {
  private static let head = "language l\nfield t spaced\nstart r\n"
  private static let tables = "table a\n  en | sex\n  x | m\n  y | f\ntable b\n  en\n  z\n"

  private static let cases: [(grammar: String, message: String)] = [
    (
      "field t spaced\nstart r\nrule r\n  t: a",
      "a.grammar: has no \"language\"; add a line \"language NAME\""
    ),
    (
      "language l\nstart r\nrule r\n  t: a",
      "a.grammar: has no \"field\"; add a line \"field NAME spaced\""
    ),
    (
      "language l\nfield t spaced\nrule r\n  t: a",
      "a.grammar: has no \"start\"; add a line \"start RULE\""
    ),
    (
      head + "tabel a\n",
      "a.grammar:4: expected language, field, fact, table, rule or start, found \"tabel\"; "
        + "did you mean \"table\"?"
    ),
    (
      head + "nothing a\n",
      "a.grammar:4: expected language, field, fact, table, rule or start, found \"nothing\"; "
        + "indent the line if it belongs to a table or a rule"
    ),
    (
      "  language l\n",
      "a.grammar:1: expected a block to begin, found an indented line; take out the spaces "
        + "before it"
    ),
    (
      "language l\n  field t spaced\n",
      "a.grammar:2: expected a line that is not indented, for \"language\" has no lines of "
        + "its own; take out the spaces before it"
    ),
    (
      "language a b\n",
      "a.grammar:1: expected \"language NAME\", found \"language a b\"; write it so"
    ),
    (
      "language l\nstart\n",
      "a.grammar:2: expected \"start RULE\", found \"start\"; write it so"
    ),
    (
      "language l\nfield t wide\n",
      "a.grammar:2: expected \"field NAME spaced|joined [capitalized]\", found \"field t "
        + "wide\"; write it so"
    ),
    (
      "fact a b c\n",
      "a.grammar:1: expected \"fact NAME TABLE -> TABLE\", found \"fact a b c\"; write it so"
    ),
    (
      "rule r weight\n",
      "a.grammar:1: expected \"rule NAME [weight NUMBER] [family WORD]\", found \"rule r "
        + "weight\"; write it so"
    ),
    (
      "rule r heavy 3\n",
      "a.grammar:1: expected \"rule NAME [weight NUMBER] [family WORD]\", found \"rule r "
        + "heavy 3\"; write it so"
    ),
    (
      "table a b\n",
      "a.grammar:1: expected \"table NAME\", found \"table a b\"; write it so"
    ),
    (
      "rule r weight 0\n",
      "a.grammar:1: expected a weight, a number from 0.000001 to 1000000, found \"0\"; correct it"
    ),
    (
      "rule r weight nan\n",
      "a.grammar:1: expected a weight, a number from 0.000001 to 1000000, found \"nan\"; "
        + "correct it"
    ),
    (
      "table 1a\n",
      "a.grammar:1: expected a name (a letter, then letters, digits, \"-\" and \"_\"), found "
        + "\"1a\"; choose such a name"
    ),
    (
      "table where\n",
      "a.grammar:1: \"where\" is a word of the format; choose another name"
    ),
    (
      "language a\nlanguage b\n",
      "a.grammar:2: found a second language, \"b\", the first is in line 1; choose another "
        + "name or take one out"
    ),
    (
      "start a\nstart b\n",
      "a.grammar:2: found a second start, \"b\", the first is in line 1; choose another name "
        + "or take one out"
    ),
    (
      "field t spaced\nfield t joined\n",
      "a.grammar:2: found a second field, \"t\", the first is in line 1; choose another name "
        + "or take one out"
    ),
    (
      "fact f a -> b\nfact f a -> b\n",
      "a.grammar:2: found a second fact, \"f\", the first is in line 1; choose another name "
        + "or take one out"
    ),
    (
      "table a\n  en\n  x\ntable a\n",
      "a.grammar:4: found a second table, \"a\", the first is in line 1; choose another name "
        + "or take one out"
    ),
    (
      "table a\n  en | en\n",
      "a.grammar:2: found a second column, \"en\", the first is in line 2; choose another "
        + "name or take one out"
    ),
    (
      head + tables + "rule a\n  t: x\n",
      "a.grammar:11: found a second name, \"a\", the first is in line 4; choose another name "
        + "or take one out"
    ),
    (
      head + tables + "fact a a -> b\nrule r\n  t: x\n",
      "a.grammar:11: found a second name, \"a\", the first is in line 4; choose another name "
        + "or take one out"
    ),
    (
      head + tables + "fact f a -> c\nrule r\n  t: x\n",
      "a.grammar:11: expected a table, found \"c\"; did you mean \"a\"?"
    ),
    (
      head + "table a\n  en | zh\n  x\n",
      "a.grammar:6: expected 2 cells in a row of table \"a\", found 1; part cells by \"|\", "
        + "write \"-\" where there is none"
    ),
    (
      head + "table a\n  en\n  x | y\n",
      "a.grammar:6: expected 1 cell in a row of table \"a\", found 2; part cells by \"|\", "
        + "write \"-\" where there is none"
    ),
    (
      head + "table a\n  en | zh\n  x |\n",
      "a.grammar:6: expected a text in column \"zh\", found nothing; write \"-\" for no "
        + "cell, two quotation marks for the empty text"
    ),
    (
      head + "table a\n  en\n  {x}\n",
      "a.grammar:6: expected no braces and no bars in a text, found \"{\"; take it out"
    ),
    (
      head + "table a\n  en\nrule r\n  t: x\n",
      "a.grammar:4: expected a line of column names and a row in table \"a\", found none; "
        + "add them"
    ),
    (
      head + "table a\n  en | weight\n  x | -\nrule r\n  t: x\n",
      "a.grammar:6: expected a weight, a number from 0.000001 to 1000000, found \"-\"; correct it"
    ),
    (
      head + "rule r\n  t x\n",
      "a.grammar:5: expected let, where, then or \"NAME: TEXT\", found \"t x\"; write it so"
    ),
    (
      head + "rule r\n  t: x\n  let a = b\n",
      "a.grammar:6: expected let before texts and attributes; move the line up"
    ),
    (
      head + "rule r\n  then f(a) = b\n  t: x\n",
      "a.grammar:6: expected a text or attribute before then; move the line up"
    ),
    (
      head + "rule r\n  t: x\n  t: y\n",
      "a.grammar:6: found a second line, \"t\", the first is in line 5; choose another name "
        + "or take one out"
    ),
    (
      head + "rule r\n  let a b\n",
      "a.grammar:5: expected \"let NAME = TABLE|RULE|FACT(VARIABLE) [where CONDITION and …], "
        + "or let NAME = RULE times 1..3\", found \"let a b\"; write it so"
    ),
    (
      head + "rule r\n  let a = b which c\n",
      "a.grammar:5: expected \"let NAME = TABLE|RULE|FACT(VARIABLE) [where CONDITION and …], "
        + "or let NAME = RULE times 1..3\", found \"let a = b which c\"; write it so"
    ),
    (
      head + "rule r\n  let a = b times 3..1\n",
      "a.grammar:5: expected how often, such as 2 or 1..3 and at most 100, found \"3..1\"; "
        + "correct it"
    ),
  ]

  @Test(arguments: cases.indices)
  func `a line of the wrong form is told with its place`(index: Int) {
    let (grammar, message) = Self.cases[index]
    #expect(LanguageSamples.message(grammar) == message)
  }
}
