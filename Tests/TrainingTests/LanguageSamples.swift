import Tensors
import Training

/// Small grammars, and what tests do with them.
enum LanguageSamples {
  /// Two languages, agreement, cells that are missing, a glued ending and a mark.
  static let sentences = """
    # Sentences in English and Chinese.
    language sentences
    field en spaced capitalized
    field zh joined
    start sentence

    table food
      en     | plural  | zh      # a header
      apple  | apples  | 苹果
      rice   | -       | 米饭
      ice cream | ice creams | 冰 淇淋

    table liking
      base  | third  | zh
      like  | likes  | 喜欢
      want  | wants  | 想要

    table person
      en  | zh   | sex
      Mia | 米娅 | female
      Tom | 汤姆 | male

    rule subject weight 2
      en: I
      zh: 我
      agreement: base

    rule subject
      let p = person where p.sex = female
      en: {p}
      zh: {p}
      agreement: third

    rule sentence family plain
      let s = subject
      let v = liking
      let f = food where f.plural
      en: {s} {v.(s.agreement)} {f.plural} .
      zh: {s} {v} {f} 。
      label: {s.agreement}

    rule sentence family question
      let s = subject where s.agreement = third
      let f = food
      en: does {s} eat {object: {f}}+s , {s} ?
      zh: {s} 吃 {object: {f}} 吗 ？
      label: asked
    """

  /// Facts that change: who holds what.
  static let stories = """
    language stories
    field en spaced capitalized
    start story
    fact holder thing -> person

    table person
      en
      Mia
      Tom
      Ann
    table thing
      en
      cup
      ball

    rule having
      let p = person
      let t = thing where no holder(t)
      en: {p} has a {t} .
      then holder(t) = p

    rule event
      let p = person
      let t = thing where holder(t) = p
      let q = person where q != p
      en: {p} gives the {t} to {q} .
      then holder(t) = q

    rule event
      let t = thing where holder(t)
      let p = holder(t)
      en: {p} loses the {t} .
      then no holder(t)

    rule story family short
      let h = having
      let e = event times 0..1
      let t = thing where holder(t)
      let p = holder(t)
      en: {h} {e} who has the {asked: {t}} ? {answer: {p}} .

    rule story family long weight 2
      let h = having times 1..2
      let e = event times 1..3
      let t = thing where holder(t)
      let p = holder(t)
      en: {h} {e} who has the {asked: {t}} ? {answer: {p}} .
    """

  static func language(_ text: String) throws -> Language {
    try Language(Array(text.utf8), path: "a.grammar")
  }

  /// A language of one field `t` and one start rule `r` with these lines.
  static func small(_ lines: String, field: String = "spaced") throws -> Language {
    try language("language l\nfield t \(field)\nstart r\n\(lines)\n")
  }

  /// What is said about a grammar that cannot be read.
  static func message(_ text: String) -> String {
    do {
      _ = try language(text)
      return "no error"
    } catch { return "\(error)" }
  }

  /// The texts of the first examples in a field.
  static func texts(
    _ language: Language, _ count: Int, field: String = "t", of split: Split? = nil
  ) throws -> [String] {
    try (0..<count).map { number in
      try language.example(number, of: split, seed: 1).texts[field]?.text ?? ""
    }
  }
}
