import Screen
import Tracing
import Transformers

/// What the sides of a comparison are called, and what is said of a step of theirs.
package struct SideNames {
  private let comparison: Comparison
  private let language: DisplayLanguage
  private let medium: Medium
  private let hidesMistake: Bool

  /// Prepares the names.
  ///
  /// - Parameters:
  ///   - comparison: What is compared.
  ///   - language: The language.
  ///   - medium: What can be shown.
  ///   - hidesMistake: Whether a wiring that is a mistake is not named: a lesson asks what it is.
  package init(
    _ comparison: Comparison, _ language: DisplayLanguage, _ medium: Medium,
    hidesMistake: Bool = false
  ) {
    self.comparison = comparison
    self.language = language
    self.medium = medium
    self.hidesMistake = hidesMistake
  }

  /// What a side is: its model, its wiring, what is other about it.
  package func long(_ side: Int) -> String {
    ([model(side)] + notes(side)).joined(separator: language == .chinese ? "，" : ", ")
  }

  /// The shortest name that tells the sides apart: a wiring, the model, or what else is other about it.
  package func short(_ side: Int) -> String {
    if comparison.hasOtherWirings { return wiring(side) }
    let models = Set(comparison.sides.map { Array($0.request.open.model.utf8) })
    guard models.count == 1 else { return model(side) }
    return notes(side).dropFirst().first ?? model(side)
  }

  /// The letter and the shortest name: `A Pre-LN`.
  package func lettered(_ side: Int) -> String {
    CompareText.chosen(language, ComparedSide.letter(side), short(side))
  }

  /// What the field calls a side's wiring.
  package func wiring(_ side: Int) -> String {
    let wiring = comparison.sides[side].wiring
    return hidesMistake && wiring == .wrong ? "?" : WiringText(wiring).name(language)
  }

  private func model(_ side: Int) -> String {
    medium.drawable(SubjectOpener.name(comparison.sides[side].request.open.model))
  }

  private func notes(_ side: Int) -> [String] {
    let request = comparison.sides[side].request
    let name = wiring(side)
    var notes = [
      comparison.sides[side].isRewired ? CompareText.wiredAs(language, name) : name
    ]
    if let seed = request.seed { notes.append(CompareText.untrained(language, "\(seed)")) }
    if let change = request.change {
      notes.append(CompareText.changedBy(language, medium.shown(change.text, limit: 60)))
    }
    let texts = Set(comparison.sides.map { Array($0.request.open.text.utf8) })
    if texts.count > 1 {
      notes.append(CompareText.ownText(language, medium.shown(request.open.text, limit: 40)))
    }
    return notes
  }

  /// What a side lacks, by name: `final norm: Post-LN has none`.
  package func gap(_ address: Address, _ side: Int) -> String {
    CompareText.gapOf(language, name(of: address), lettered(side))
  }

  /// A step's name: the last part of its address, or what it is to the tower.
  package func name(of address: Address) -> String {
    let parts = address.parts
    guard parts.count == 2, parts.last == "output" else {
      return PlaceName.part(parts.last ?? "", language)
    }
    return FrameText.finalNorm(language)
  }

  /// An address without the layer that it shares with a step.
  private func short(_ address: Address, beside step: Address) -> String {
    let (own, other) = (address.parts, step.parts)
    guard own.count > 2, other.count > 2, own[0] == other[0], own[1] == other[1] else {
      return medium.drawable(address.path)
    }
    return medium.drawable(own[2...].joined(separator: "/"))
  }

  // MARK: A step

  /// Why a side's step differs from the first side's, a line for each reason.
  package func causes(_ step: AlignedStep, _ side: Int) -> [String] {
    guard step.comparisons[side].isDifferent else { return [] }
    let (here, there) = (ComparedSide.letter(0), ComparedSide.letter(side))
    let causes = step.causes[side].map { cause in
      switch cause {
      case .given(let address): CompareText.causeGiven(language, medium.drawable(address.path))
      case .changed: CompareText.causeChanged(language)
      case .reads(let mine, let other):
        CompareText.causeReads(
          language, short(mine, beside: step.address), here, short(other, beside: step.address),
          there)
      case .operation(let mine, let other):
        CompareText.causeOperation(
          language, WorkText.translated(mine, language), here, WorkText.translated(other, language),
          there)
      case .parameters(let addresses):
        CompareText.causeParameters(
          language, addresses.map { short($0, beside: step.address) }.joined(separator: ", "))
      case .missing:
        CompareText.causeMissing(language, lettered(step.nodes[0] == nil ? 0 : side))
      }
    }
    return causes.isEmpty ? [CompareText.follows(language)] : causes
  }

  /// How far a side's step is from the first side's, in words.
  package func distance(_ step: AlignedStep, _ side: Int) -> String {
    switch step.comparisons[side] {
    case .same:
      return CompareText.noDifference(language, ComparedSide.letter(0), ComparedSide.letter(side))
    case .gap: return gap(step.address, step.nodes[0] == nil ? 0 : side)
    case .shapes:
      return CompareText.otherShape(
        language, ComparedSide.letter(0), ComparedSide.letter(side), size(step, 0),
        size(step, side))
    case .differs(let maximum, let cell, let relative):
      guard let node = step.nodes[0] else { return "" }
      let subject = comparison.sides[0].subject
      let context = StageContext(
        subject: subject, spot: Spot(node, cell: cell), language: language, medium: medium)
      return CompareText.differsBy(
        language, Number.text(maximum), CellName(context).indices, Number.text(relative, digits: 3))
    }
  }

  private func size(_ step: AlignedStep, _ side: Int) -> String {
    step.nodes[side].map {
      comparison.sides[side].subject.trace[$0].shape.array.map(String.init).joined(separator: "×")
    } ?? ""
  }

  /// What was put in where parameters lack a norm that the wiring has; nil where nothing was.
  package func added(_ side: Int) -> String? {
    let added = comparison.sides[side].added
    guard !added.isEmpty else { return nil }
    let norms = Set(added.map { StepAlignment.block($0.address) })
    let isFinal = norms.allSatisfy { $0.split(separator: "/").count == 2 }
    let name = lettered(side)
    return isFinal
      ? CompareText.addedFinalNorm(language, name)
      : CompareText.addedNorms(language, name, "\(norms.count)")
  }

  /// Where a moved step stands on its side and on the first.
  package func order(_ step: AlignedStep, _ side: Int) -> String? {
    guard step.isMoved[side], let there = step.nodes[side], let here = step.nodes[0],
      let number = comparison.sides[side].subject.steps.number(of: there),
      let own = comparison.sides[0].subject.steps.number(of: here)
    else { return nil }
    let count = comparison.sides[side].subject.steps.count
    return CompareText.moved(
      language, lettered(side),
      CompareText.orderNote(
        language, "\(number + 1)", "\(count)", "\(own + 1)",
        "\(comparison.sides[0].subject.steps.count)"))
  }
}
