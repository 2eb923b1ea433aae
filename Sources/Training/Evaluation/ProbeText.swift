import Tokenizers
import Transformers

/// An example as a model reads it, with the tokens of every word.
struct ProbeText {
  /// One of the texts in tokens.
  struct Side {
    /// The ids.
    let ids: [Int]
    /// What the grammar knows of the text.
    let text: Example.Text
    /// The tokens of every word.
    let tokens: [Range<Int>]

    init(_ text: Example.Text, _ session: Tokenizer.Session, addsSpecialTokens: Bool) {
      self.text = text
      let encoding = session.encode(
        Array(text.text.utf8), addsSpecialTokens: addsSpecialTokens)
      ids = encoding.ids
      tokens = text.words.map { encoding.tokens(overlapping: $0.bytes) }
    }

    /// The tokens of the words under a mark.
    func tokens(under name: String) -> Set<Int> {
      var found: Set<Int> = []
      for mark in text.marks where mark.name == name {
        for word in mark.words { found.formUnion(tokens[word]) }
      }
      return found
    }

    /// The name of the innermost stretch that a word lies in; nil for a word of no variable.
    func innermost(_ word: Int) -> String? {
      text.marks.filter { $0.words.contains(word) && !Self.roles.contains($0.name) }
        .min { $0.words.count < $1.words.count }?.name
    }

    /// Marks that say what words do, not which variable they come from.
    private static let roles: Set<String> = [
      "pronoun", "referent", "resolved", "answer", "asked", "follows", "decides",
    ]
  }

  /// What the first tower reads.
  let source: Side
  /// What a translation's decoder writes; nil for a single tower.
  let target: Side?
}

/// Something that a head may do: from which positions it would look where.
struct Relation: Sendable {
  /// Whose attention it is.
  enum Place: String, Sendable {
    case encoder = "encoder/#/self-attention"
    case decoder = "decoder/#/self-attention"
    case cross = "decoder/#/cross-attention"
  }

  /// What it is, in words.
  let name: String
  let place: Place
  /// From which query a head would look at one of which keys.
  let pairs: @Sendable (ProbeText) -> [(query: Int, keys: Set<Int>)]

  /// The relations that are asked about in a task's models.
  static func all(_ task: Recipe.Task) -> [Relation] {
    switch task {
    case .translation:
      [previous(.encoder), next(.encoder), pronoun, previous(.decoder), alignment, resolution]
    case .stories: [previous(.decoder), repetition, asked, answer]
    case .opinions: [previous(.encoder), next(.encoder), verdict]
    }
  }

  // MARK: Neighbours

  private static func count(_ text: ProbeText, _ place: Place) -> Int {
    // A translation's decoder reads one token more than its text has: the start.
    place == .encoder
      ? text.source.ids.count : text.target.map { $0.ids.count + 1 } ?? text.source.ids.count
  }

  private static func previous(_ place: Place) -> Relation {
    Relation(name: "the token before", place: place) { text in
      (1..<max(1, count(text, place))).map { ($0, [$0 - 1]) }
    }
  }

  private static func next(_ place: Place) -> Relation {
    Relation(name: "the token after", place: place) { text in
      (0..<max(0, count(text, place) - 1)).map { ($0, [$0 + 1]) }
    }
  }

  // MARK: Translation

  private static let pronoun = Relation(
    name: "from the pronoun to the noun that it stands for", place: .encoder
  ) { text in
    let nouns = text.source.tokens(under: "referent")
    guard !nouns.isEmpty else { return [] }
    return text.source.tokens(under: "pronoun").sorted().map { ($0, nouns) }
  }

  /// The query that predicts a word stands one before it, and the start is the first: so the token's
  /// own number.
  private static let alignment = Relation(
    name: "to the word that is being translated", place: .cross
  ) { text in
    guard let target = text.target else { return [] }
    var sources: [String: Set<Int>] = [:]
    for word in text.source.text.words.indices {
      guard let name = text.source.innermost(word) else { continue }
      sources[name, default: []].formUnion(text.source.tokens[word])
    }
    return target.text.words.indices.compactMap { word in
      guard let name = target.innermost(word), let keys = sources[name],
        let first = target.tokens[word].first
      else { return nil }
      return (first, keys)
    }
  }

  private static let resolution = Relation(
    name: "to the noun that a pronoun stands for, where Chinese repeats it", place: .cross
  ) { text in
    guard let target = text.target else { return [] }
    let nouns = text.source.tokens(under: "referent")
    guard !nouns.isEmpty else { return [] }
    return target.tokens(under: "resolved").sorted().prefix(1).map { ($0, nouns) }
  }

  // MARK: Stories

  private static let repetition = Relation(
    name: "to the same word's last mention", place: .decoder
  ) { text in
    let ids = text.source.ids
    return ids.indices.compactMap { position in
      ids[..<position].lastIndex(of: ids[position]).map { (position, [$0]) }
    }
  }

  /// For every question: the query that predicts the answer's word that matters, its last.
  private static func questions(
    _ text: ProbeText, _ keys: (ProbeText.Side, _ word: Int) -> Set<Int>
  ) -> [(query: Int, keys: Set<Int>)] {
    text.source.text.marks.filter { $0.name == "answer" && !$0.words.isEmpty }
      .compactMap { mark -> (query: Int, keys: Set<Int>)? in
        // 在厨房里: the place stands before the last word; "in the kitchen" ends with it.
        let words = Array(mark.words)
        let word =
          words.count == 3 && text.source.text.words[words[0]].text == "在"
          ? words[1] : words[words.count - 1]
        guard let first = text.source.tokens[word].first, first > 0 else { return nil }
        let found = keys(text.source, word)
        return found.isEmpty ? nil : (first - 1, found)
      }
  }

  private static let answer = Relation(
    name: "from before the answer to where the answer was told", place: .decoder
  ) { text in
    questions(text) { side, word in
      guard let first = side.tokens[word].first else { return [] }
      let id = side.ids[first]
      return Set(side.ids[..<first].indices.filter { side.ids[$0] == id })
    }
  }

  private static let asked = Relation(
    name: "from before the answer to an earlier mention of what is asked", place: .decoder
  ) { text in
    questions(text) { side, word in
      guard let first = side.tokens[word].first else { return [] }
      let marks = side.text.marks.filter { $0.name == "asked" }
      let asked = marks.flatMap { mark in mark.words.flatMap { Array(side.tokens[$0]) } }
        .filter { $0 < first }
      guard let thing = asked.max() else { return [] }
      return Set(side.ids[..<thing].indices.filter { side.ids[$0] == side.ids[thing] })
    }
  }

  // MARK: Opinions

  private static let verdict = Relation(
    name: "from [CLS] to a word that decides", place: .encoder
  ) { text in
    let keys = text.source.tokens(under: "decides")
    return keys.isEmpty ? [] : [(0, keys)]
  }
}
