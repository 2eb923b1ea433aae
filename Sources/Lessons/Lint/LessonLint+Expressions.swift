import ModelFiles
import Tracing
import Transformers

extension LessonLint {
  /// Checks that expressions and texts can be read, that no number is typed, and that facts are used.
  mutating func checkExpressions() {
    var names: Set<String> = []
    for step in entry.lesson.steps {
      for claim in step.claims { check(claim.predicate, .predicate, at: claim.position, &names) }
      for action in step.actions + step.reveal { check(action, of: step) }
      if let question = step.question { check(question, &names) }
    }
    for (language, prose) in entry.prose.sorted(by: { $0.key < $1.key }) {
      for text in texts(of: prose, language) { check(text, &names) }
    }
    for fact in entry.lesson.facts where !names.contains(fact.name) {
      add(
        place(of: fact.name, in: "fact"),
        "fact \(fact.name): expected in an expression or a placeholder, found nowhere")
    }
  }

  // MARK: Steps

  private mutating func check(_ action: LessonAction, of step: LessonStep) {
    switch action {
    case .open(let model): check(model, "open", of: step)
    case .generate(let model): check(model, "generate", of: step)
    case .compare(let comparison):
      for side in comparison.sides { check(side, "side", of: step) }
    case .go(let place): checkCell(place, at: self.place(of: place, from: step.position))
    case .tokens, .race, .picture, .zoom, .from, .whatIf, .broken, .handOver: break
    }
  }

  private mutating func check(_ model: LessonModel, _ keyword: String, of step: LessonStep) {
    do { _ = try ModelPlace(model.model) } catch {
      add(
        place(ofStatement: [keyword, model.model], from: step.position),
        "\(keyword): expected a model that there is, found \(model.model): \(error)")
    }
    let wirings = Configuration.Wiring.allCases.map(\.rawValue)
    if let wiring = model.wiring, !wirings.contains(where: { isSame($0, wiring) }) {
      add(
        place(of: "wiring \(wiring)", from: step.position),
        "wiring: expected one of \(wirings.joined(separator: " ")), found \(wiring)")
    }
  }

  private mutating func check(_ question: LessonQuestion, _ names: inout Set<String>) {
    let start = question.position
    switch question.kind {
    case .choose(let choices):
      for choice in choices {
        guard case .when(let predicate) = choice.rule else { continue }
        let line = place(ofStatement: ["choice", choice.id], from: start)
        check(predicate, .predicate, at: place(of: predicate, from: line), &names)
      }
    case .number(let answer):
      check(answer.expression, .number, at: place(of: answer.expression, from: start), &names)
    case .point(let cells):
      for cell in cells { checkCell(cell, at: place(of: cell, from: start)) }
    case .bring(let goal): check(goal, .predicate, at: place(of: goal, from: start), &names)
    case .order: break
    case .derive(let lines):
      for line in lines {
        let place = place(
          ofStatement: [line.isBlank ? "blank" : "given", line.id], from: start)
        let expression = line.answer.expression
        check(expression, .number, at: self.place(of: expression, from: place), &names)
      }
    }
    for mistake in question.mistakes {
      let line = place(ofStatement: ["mistake", mistake.id], from: start)
      switch mistake.sign {
      case .number(let text, _): check(text, .number, at: place(of: text, from: line), &names)
      case .cell(let text): checkCell(text, at: place(of: text, from: line))
      case .state(let text): check(text, .predicate, at: place(of: text, from: line), &names)
      case .before: break
      }
    }
  }

  // MARK: Texts

  private mutating func check(
    _ text: String, _ kind: LessonExpression.Kind, at position: LessonPosition,
    _ names: inout Set<String>
  ) {
    do throws(LessonExpressionError) {
      let expression = try LessonExpression(parsing: text)
      names.formUnion(expression.addresses.map(\.address.path))
      guard expression.kind != kind else { return }
      add(position, "expected \(kind.text), found \(expression.kind.text)")
    } catch { add(position, error) }
  }

  private mutating func checkCell(_ text: String, at position: LessonPosition) {
    do { _ = try CellReference(parsing: text) } catch {
      add(position, "expected an address or a cell, found \(error)")
    }
  }

  private mutating func check(_ text: LessonText, _ names: inout Set<String>) {
    do throws(LessonExpressionError) {
      let template = try LessonTemplate(parsing: text.source)
      for column in template.typedDigits {
        add(
          text.position(at: column - 1),
          "expected a placeholder or a word, found a digit that is typed; "
            + "a number comes from the model, from a tokenizer or from a fact")
      }
      for (expression, column) in template.expressions {
        names.formUnion(expression.addresses.map(\.address.path))
        guard expression.isTyped else { continue }
        add(
          text.position(at: column - 1),
          "expected something that the model has, found a number typed in braces; "
            + "say it in words")
      }
    } catch {
      add(text.position(at: error.column - 1), "\(error.problem)")
    }
  }

  private mutating func add(_ position: LessonPosition, _ error: LessonExpressionError) {
    var place = position
    place.column += error.column - 1
    add(place, "\(error.problem)")
  }
}

extension LessonExpression {
  /// Whether it is a number that was typed, perhaps with others.
  ///
  /// What a function makes of one is worked out: `exp(0)`.
  fileprivate var isTyped: Bool {
    var waiting = [root]
    while let term = waiting.popLast() {
      switch term.what {
      case .number, .negative, .arithmetic: break
      case .text, .word, .reference, .constant, .comparison, .not, .both, .either, .call:
        return false
      }
      waiting += term.parts
    }
    return true
  }
}
