import Tensors

/// Draws records of a grammar at random.
struct Drawing {
  let grammar: Grammar
  var generator: SeededGenerator
  private(set) var scene: Scene
  /// How often each rule found nothing.
  private(set) var failures: [Int]
  /// How many alternatives have been begun, for this text and for all.
  private var effort = 0
  private var wholeEffort = 0
  /// How many times chance has chosen between several possibilities.
  ///
  /// What failed without that will fail again.
  private var choices = 0

  /// How often a rule is drawn until one of its alternatives succeeds.
  private static let ruleTries = 200
  /// How often a whole text is tried.
  static let textTries = 1000
  /// How many alternatives may be begun for one try of a text.
  ///
  /// Rules within rules that all fail would otherwise be tried 200 times 200 times 200 …
  private static let mostEffort = 20_000
  /// How many may be begun for all tries of a text together.
  private static let mostWholeEffort = 500_000

  init(_ grammar: Grammar, _ generator: SeededGenerator) {
    self.grammar = grammar
    self.generator = generator
    scene = Scene(grammar)
    failures = Array(repeating: 0, count: grammar.groups.count)
  }

  /// Draws a record of the start rule in a new scene.
  mutating func text() throws(LanguageError) -> Int32 {
    wholeEffort = 0
    for index in failures.indices { failures[index] = 0 }
    for attempt in 1...Self.textTries {
      scene.clear()
      effort = 0
      let record = rule(grammar.start)
      if record >= 0 { return record }
      wholeEffort += effort
      guard wholeEffort < Self.mostWholeEffort, attempt < Self.textTries else {
        let worst = failures.indices.max { failures[$0] < failures[$1] } ?? grammar.start
        let group = grammar.groups[worst]
        throw .impossible(
          path: grammar.path, line: group.line, rule: group.name, tries: attempt)
      }
    }
    return Scene.unbound
  }

  /// Draws a record of a rule.
  ///
  /// - Returns: The record, or ``Scene/unbound``.
  private mutating func rule(
    _ group: Int, where conditions: [Grammar.Condition] = [], at index: Int = 0, _ start: Int = 0
  ) -> Int32 {
    let alternatives = grammar.groups[group].alternatives
    // Alternatives that cannot succeed now, however often they are drawn; empty where none is known.
    var hopeless: [Bool] = []
    for _ in 0..<Self.ruleTries where effort < Self.mostEffort {
      effort += 1
      let extent = scene.extent
      guard let chosen = pick(grammar.groups[group], except: hopeless) else { break }
      let before = choices
      let record = alternative(alternatives.lowerBound + chosen)
      if record >= 0 {
        if !conditions.isEmpty { scene.bind(start + index, record) }
        if conditions.isEmpty || scene.holds(conditions, start) {
          if alternatives.count > 1 { choices += 1 }
          return record
        }
      }
      scene.restore(extent)
      if choices == before {
        if hopeless.isEmpty { hopeless = [Bool](repeating: false, count: alternatives.count) }
        hopeless[chosen] = true
      }
    }
    failures[group] += 1
    return Scene.unbound
  }

  /// An alternative of a rule, counted from its first; nil where none is left.
  private mutating func pick(_ group: Grammar.Group, except hopeless: [Bool]) -> Int? {
    let count = group.alternatives.count
    guard !hopeless.isEmpty else { return count > 1 ? pick(group.cumulative) : 0 }
    var cumulative: [Double] = []
    var places: [Int] = []
    var sum = 0.0
    for place in 0..<count where !hopeless[place] {
      // A rule of one alternative has no weights.
      if !group.cumulative.isEmpty {
        sum += group.cumulative[place] - (place == 0 ? 0 : group.cumulative[place - 1])
      }
      cumulative.append(sum)
      places.append(place)
    }
    guard places.count > 1 else { return places.first }
    return places[pick(cumulative)]
  }

  /// An index with the weights that were added up.
  private mutating func pick(_ cumulative: [Double]) -> Int {
    let point = generator.uniform() * (cumulative.last ?? 0)
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > point { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private mutating func alternative(_ index: Int) -> Int32 {
    let alternative = grammar.alternatives[index]
    let record = scene.open(index)
    let start = Int(scene.frames[Int(record)].start)
    for statement in alternative.statements {
      switch statement {
      case .draw(let index):
        guard draw(alternative.lets[index], index, start) else { return Scene.unbound }
      case .check(let conditions):
        guard scene.holds(conditions, start) else { return Scene.unbound }
      }
    }
    for slot in alternative.doubtful {
      guard scene.text(slot, of: record) != GrammarTexts.missing else { return Scene.unbound }
    }
    for effect in alternative.effects { scene.apply(effect, start) }
    return record
  }

  private mutating func draw(_ binding: Grammar.Let, _ index: Int, _ start: Int) -> Bool {
    switch binding.source {
    case .table: return row(binding, index, start)
    case .fact(let fact, let argument, _):
      let value = scene.fact(fact, of: argument, start)
      guard value != Scene.unbound else { return false }
      scene.bind(start + index, value)
      return binding.allows(value) && scene.holds(binding.open, start)
    case .rule(let group):
      let record = rule(group, where: binding.conditions, at: index, start)
      guard record >= 0 else { return false }
      scene.bind(start + index, record)
      return true
    case .times(let group, let range):
      if range.count > 1 { choices += 1 }
      let count =
        range.lowerBound + (range.count == 1 ? 0 : Int(generator.uniform() * Double(range.count)))
      var list = Scene.emptyList
      for _ in 0..<count {
        let record = rule(group)
        guard record >= 0 else { return false }
        list = scene.link(record, after: list)
      }
      scene.bind(start + index, list)
      return true
    }
  }

  /// Draws a row among those that satisfy all conditions.
  private mutating func row(_ binding: Grammar.Let, _ index: Int, _ start: Int) -> Bool {
    guard !binding.open.isEmpty else {
      scene.bind(start + index, pickRow(binding))
      if binding.rows.count > 1 { choices += 1 }
      return true
    }
    // Rows drawn and refused until one fits are distributed like those drawn among the fitting; where
    // few fit, all are looked at.
    for _ in 0..<8 {
      scene.bind(start + index, pickRow(binding))
      if scene.holds(binding.open, start) {
        choices += 1
        return true
      }
    }
    var fitting: [Int32] = []
    var cumulative: [Double] = []
    var sum = 0.0
    for (place, row) in binding.rows.enumerated() {
      scene.bind(start + index, row)
      guard scene.holds(binding.open, start) else { continue }
      fitting.append(row)
      let weights = binding.cumulative
      sum += weights.isEmpty ? 1 : weights[place] - (place == 0 ? 0 : weights[place - 1])
      cumulative.append(sum)
    }
    guard !fitting.isEmpty else { return false }
    if fitting.count > 1 { choices += 1 }
    scene.bind(start + index, fitting[pick(cumulative)])
    return true
  }

  private mutating func pickRow(_ binding: Grammar.Let) -> Int32 {
    let rows = binding.rows
    if rows.count == 1 { return rows[0] }
    guard binding.cumulative.isEmpty else { return rows[pick(binding.cumulative)] }
    return rows[Int(generator.uniform() * Double(rows.count))]
  }
}

extension Grammar.Let {
  /// Whether a row satisfies the conditions that ask for nothing but itself.
  func allows(_ row: Int32) -> Bool {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low < rows.count && rows[low] == row
  }
}
