extension GrammarParser {
  mutating func readRule(
    _ words: [ArraySlice<UInt8>], _ line: Line
  ) throws(LanguageProblem) {
    let form = "rule NAME [weight NUMBER] [family WORD]"
    guard words.count >= 2, words.count % 2 == 0, words.count <= 6 else {
      throw .form(form, found: line.bytes.string)
    }
    let name = try Self.name(words[1], line)
    var weight: Double?
    var family: String?
    for index in stride(from: 2, to: words.count, by: 2) {
      let value = words[index + 1]
      if words[index].equals("weight"), weight == nil {
        weight = try Self.weight(value)
      } else if words[index].equals("family"), family == nil {
        guard value.isName else { throw .name(value.string) }
        family = value.string
      } else {
        throw .form(form, found: line.bytes.string)
      }
    }
    guard syntax.rules.count < Self.mostRules else {
      throw .tooMany("rules", limit: Self.mostRules)
    }
    syntax.rules.append(GrammarSyntax.Rule(name: name, weight: weight ?? 1, family: family))
  }

  /// A number above 0 in plain digits.
  static func weight(_ text: ArraySlice<UInt8>) throws(LanguageProblem) -> Double {
    let isPlain = text.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
    }
    guard isPlain, let weight = Double(text.string), weight > 0, weight <= 1e6, weight >= 1e-6
    else { throw .weight(text.string) }
    return weight
  }

  mutating func readRuleLine(_ line: Line) throws(LanguageProblem) {
    let index = syntax.rules.count - 1
    let words = line.words
    let rule = syntax.rules[index]
    if words[0].equals("let") || words[0].equals("where") {
      guard rule.templates.isEmpty, rule.effects.isEmpty else {
        throw .late(words[0].string, after: "texts and attributes")
      }
      let statement: GrammarSyntax.Statement =
        words[0].equals("let")
        ? .draw(try draw(words, line))
        : .check(GrammarSyntax.Conditions(line: line.number, words: Array(words.dropFirst())))
      guard rule.statements.count < Self.mostOthers else {
        throw .tooMany("lines in a rule", limit: Self.mostOthers)
      }
      syntax.rules[index].statements.append(statement)
    } else if words[0].equals("then") {
      guard rule.effects.count < Self.mostOthers else {
        throw .tooMany("lines in a rule", limit: Self.mostOthers)
      }
      syntax.rules[index].effects.append(
        GrammarSyntax.Conditions(line: line.number, words: Array(words.dropFirst())))
    } else {
      let colon = line.bytes.firstIndex(of: UInt8(ascii: ":"))
      guard let colon, line.bytes[..<colon].trimmed().isName else {
        throw .ruleLine(line.bytes.string)
      }
      guard rule.effects.isEmpty else { throw .late("a text or attribute", after: "then") }
      let name = try Self.name(line.bytes[..<colon].trimmed(), line)
      try refuse(name, among: rule.templates.map(\.name), "line")
      guard rule.templates.count < Self.mostOthers else {
        throw .tooMany("lines in a rule", limit: Self.mostOthers)
      }
      syntax.rules[index].templates.append(
        GrammarSyntax.Template(name: name, bytes: line.bytes[(colon + 1)...].trimmed()))
    }
  }

  private func draw(
    _ words: [ArraySlice<UInt8>], _ line: Line
  ) throws(LanguageProblem) -> GrammarSyntax.Draw {
    let form =
      "let NAME = TABLE|RULE|FACT(VARIABLE) [where CONDITION and …], or let NAME = RULE times 1..3"
    // `=` and the parentheses may stand without spaces.
    let tokens = ConditionTokens.split(words.dropFirst())
    guard tokens.count >= 3, tokens[1].equals("="), tokens[2].isName else {
      throw .form(form, found: line.bytes.string)
    }
    let name = try Self.name(tokens[0], line)
    var rest = tokens.dropFirst(3)
    var argument: String?
    if rest.first?.equals("(") == true {
      let inner = Array(rest.dropFirst().prefix(2))
      guard inner.count == 2, inner[0].isName, inner[1].equals(")") else {
        throw .form(form, found: line.bytes.string)
      }
      argument = inner[0].string
      rest = rest.dropFirst(3)
    }
    var times: ClosedRange<Int>?
    var conditions: GrammarSyntax.Conditions?
    if let next = rest.popFirst() {
      if next.equals("times") {
        guard argument == nil, rest.count == 1, let range = rest.first else {
          throw .form(form, found: line.bytes.string)
        }
        times = try Self.times(range)
      } else if next.equals("where") {
        conditions = GrammarSyntax.Conditions(line: line.number, words: Array(rest))
      } else {
        throw .form(form, found: line.bytes.string)
      }
    }
    return GrammarSyntax.Draw(
      name: name, source: tokens[2].string, argument: argument, times: times,
      conditions: conditions)
  }

  /// The most that `times` repeats.
  private static var mostTimes: Int { 100 }

  private static func times(
    _ text: ArraySlice<UInt8>
  ) throws(LanguageProblem) -> ClosedRange<Int> {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.filter { !$0.isEmpty && $0.count <= 3 }.compactMap { part -> Int? in
      part.allSatisfy { (0x30...0x39).contains($0) } ? Int(part.string) : nil
    }
    let isOne = parts.count == 1 && numbers.count == 1
    let isRange = parts.count == 3 && parts[1].isEmpty && numbers.count == 2
    guard isOne || isRange, let low = numbers.first, let high = numbers.last, low <= high,
      (1...mostTimes).contains(high)
    else { throw .times(text.string, limit: mostTimes) }
    return low...high
  }
}
