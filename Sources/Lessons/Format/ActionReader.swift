/// Reads what the explorer does.
enum ActionReader {
  private static let keywords = [
    "open", "generate", "tokens", "compare", "race", "go", "picture", "zoom", "from", "what-if",
    "break", "hand-over",
  ]
  private static let pictures: [(String, LessonPicture)] = [
    ("own", .own), ("bars", .bars), ("heads", .heads), ("layers", .layers), ("stream", .stream),
    ("identity", .identity), ("lens", .lens),
  ]
  private static let zooms = ["numbers", "blocks", "thumbnail"]

  /// Reads a statement and the lines that belong to it.
  ///
  /// - Parameters:
  ///   - statement: The statement.
  ///   - reader: What follows it.
  ///   - others: What else may stand there, for the message where it is none of them.
  /// - Returns: The action.
  /// - Throws: ``LessonProblem``.
  static func action(
    _ statement: LessonStatement, _ reader: inout StatementReader, also others: [String]
  ) throws(LessonProblem) -> LessonAction {
    switch statement.keyword {
    case "open": return .open(try model(statement))
    case "generate": return .generate(try model(statement))
    case "tokens": return try tokens(statement)
    case "compare": return .compare(try comparison(statement, &reader))
    case "race": return .race(try settings(statement, &reader))
    case "go": return .go(try statement.expression(from: 1, "an address or a cell"))
    case "picture": return .picture(try picture(statement))
    case "zoom":
      return .zoom(try one(of: zooms, statement))
    case "from":
      try statement.end(at: 1)
      return .from
    case "what-if":
      let change = try statement.quoted(1, "the change, in double quotes")
      try statement.end(at: 2)
      return .whatIf(change)
    case "break":
      let names = BrokenWire.allCases.map(\.rawValue)
      guard let wire = BrokenWire(rawValue: try one(of: names, statement)) else {
        throw statement.unexpected(at: 1, expected: "one of \(names.joined(separator: " "))")
      }
      return .broken(wire)
    case "hand-over":
      try statement.end(at: 1)
      return .handOver
    default: throw statement.unknown(expected: others + keywords)
    }
  }

  /// The second and last word of a statement, which must be one of these.
  private static func one(
    of names: [String], _ statement: LessonStatement
  ) throws(LessonProblem) -> String {
    let expected = "one of \(names.joined(separator: " "))"
    let found = try statement.name(1, expected)
    guard names.contains(where: { isSame($0, found) }) else {
      throw statement.unexpected(at: 1, expected: expected)
    }
    try statement.end(at: 2)
    return found
  }

  /// MODEL "text" and the words that may follow, in any order.
  private static func model(_ statement: LessonStatement) throws(LessonProblem) -> LessonModel {
    var model = LessonModel(
      try statement.name(1, "a model's name"), text: try statement.quoted(2))
    var word = 3
    var seen: Set<String> = []
    while word < statement.words.count {
      let name = statement.words[word].raw
      let isFirst = seen.insert(name).inserted
      guard isFirst else {
        throw statement.unexpected(at: word, expected: "\(name) once")
      }
      switch name {
      case "target": model.target = try statement.quoted(word + 1)
      case "wiring": model.wiring = try statement.name(word + 1, "a wiring such as post")
      case "seed": model.seed = try statement.seed(word + 1)
      case "loss":
        model.hasLoss = true
        word -= 1
      default:
        throw statement.unexpected(
          at: word, expected: "target \"…\", wiring NAME, seed NUMBER or loss")
      }
      word += 2
    }
    return model
  }

  private static func tokens(_ statement: LessonStatement) throws(LessonProblem) -> LessonAction {
    let text = try statement.quoted(1)
    guard statement.words.count > 2 else { return .tokens(text: text, scheme: nil, step: nil) }
    let scheme = try statement.name(2, "a tokenizer's name")
    guard statement.words.count > 3 else { return .tokens(text: text, scheme: scheme, step: nil) }
    try statement.word(3, is: "step")
    let step = try statement.integer(4, in: 1...100_000)
    try statement.end(at: 5)
    return .tokens(text: text, scheme: scheme, step: step)
  }

  private static func comparison(
    _ statement: LessonStatement, _ reader: inout StatementReader
  ) throws(LessonProblem) -> LessonComparison {
    try statement.end(at: 1)
    var comparison = LessonComparison([])
    while let line = try reader.next(at: statement.level + 1) {
      switch line.keyword {
      case "side":
        guard comparison.sides.count < 3 else {
          throw line.problem(at: 0, "side: expected two or three, found a fourth")
        }
        comparison.sides.append(try model(line))
      case "page":
        comparison.page = try line.name(1, "the page's name")
        try line.end(at: 2)
      default: throw line.unknown(expected: ["side", "page"])
      }
    }
    guard comparison.sides.count >= 2 else {
      throw statement.problem(
        at: 0,
        "compare: expected two or three lines below it, side MODEL \"text\", "
          + "found \(comparison.sides.count)")
    }
    return comparison
  }

  private static func settings(
    _ statement: LessonStatement, _ reader: inout StatementReader
  ) throws(LessonProblem) -> [LessonSetting] {
    try statement.end(at: 1)
    var settings: [LessonSetting] = []
    while let line = try reader.next(at: statement.level + 1) {
      guard isSame(line.keyword, "set") else { throw line.unknown(expected: ["set"]) }
      let name = try line.id(1, "a setting of cutaway race without its dashes")
      let value = line.words.count > 2 ? line.words[2].quoted ?? line.words[2].raw : ""
      guard !value.isEmpty else { throw line.unexpected(at: 2, expected: "its value") }
      try line.end(at: 3)
      settings.append(LessonSetting(name, value))
    }
    return settings
  }

  private static func picture(_ statement: LessonStatement) throws(LessonProblem) -> LessonPicture {
    let expected =
      "one of \(pictures.map(\.0).joined(separator: " ")), or inside and a stage's number"
    let found = try statement.name(1, expected)
    if isSame(found, "inside") {
      let stage = try statement.integer(2, in: 1...99)
      try statement.end(at: 3)
      return .inside(stage)
    }
    guard let picture = pictures.first(where: { isSame($0.0, found) }) else {
      throw statement.unexpected(at: 1, expected: expected)
    }
    try statement.end(at: 2)
    return picture.1
  }
}
