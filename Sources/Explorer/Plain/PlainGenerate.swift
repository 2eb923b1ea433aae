import Screen
import Tensors
import Tracing

/// What a model would write next, or fill in, in lines.
struct PlainGenerate {
  private let generate: GenerateState
  private let language: DisplayLanguage
  private let medium: Medium

  /// The most candidates that are said.
  static let most = 10

  /// Makes it; nil before there is anything to say.
  init?(_ state: State) {
    guard let generate = state.generate else { return nil }
    self.generate = generate
    language = state.language
    medium = state.medium
  }

  /// The lines.
  var lines: [String] {
    switch generate {
    case .writing(let writing): said(writing)
    case .filling(let filling): said(filling)
    }
  }

  private func label(_ id: Int) -> String { medium.drawable(generate.session.label(of: id)) }

  private func text(of ids: [Int]) -> String {
    let session = generate.session
    // Tokens that belong to no text stand apart from it.
    let text = ids.map {
      session.isSpecial($0) ? " \(session.label(of: $0)) " : session.piece(of: $0)
    }
    .joined()
    return medium.drawable(text.split(separator: " ").joined(separator: " "))
  }

  private func joined(_ parts: [String]) -> String {
    parts.joined(separator: language == .chinese ? "，" : ", ")
  }

  // MARK: Writing

  private func said(_ writing: WritingState) -> [String] {
    let session = writing.session
    let isPair = session.configuration.tower == .encoderDecoder
    var lines = [
      PlainText.chosen(
        language, medium.drawable(session.name),
        text(of: isPair ? session.given : writing.prompt)),
      PlainText.written(
        language, GenerateText.tokenNumber(language, "\(writing.position + 1)"),
        text(of: writing.written)),
      settings(of: writing.shownSettings),
    ]
    guard let draw = writing.draw else { return lines + [GenerateText.nothingWritten(language)] }
    lines.append(GenerateText.keptOf(language, "\(draw.cut.kept)", "\(draw.sorted.count)"))
    for index in 0..<min(Self.most, draw.sorted.count) {
      lines.append(
        PlainText.candidate(
          language, "\(index + 1)", label(draw.id(at: index)),
          Share.text(draw.probability(at: index)), Share.text(draw.share(at: index))))
    }
    lines.append(reason(draw))
    if let watched = writing.mostWatched, writing.alignments.indices.contains(writing.alignment) {
      let alignment = writing.alignments[writing.alignment]
      let weight = writing.weight(at: writing.position, source: watched, alignment)
      lines.append(
        PlainText.watches(
          language, label(session.given[watched]), Number.fixed(Double(weight), decimals: 3)))
    }
    if let work = writing.places[writing.position].work {
      let ratio = Double(work.withoutCache) / Double(max(1, work.withCache))
      lines += [
        GenerateText.thisStep(language, Amount.count(work.withCache)),
        GenerateText.withoutCache(
          language, Amount.count(work.withoutCache), Number.fixed(ratio, decimals: 1)),
      ]
    }
    return lines + [PlainText.generateHint(language)]
  }

  private func settings(of settings: DrawSettings) -> String {
    let off = GenerateText.off(language)
    guard !settings.isGreedy else { return GenerateText.greedy(language) }
    func figure(_ text: GenerateText, _ value: String) -> String { "\(text(language)) \(value)" }
    return joined([
      GenerateText.dice(language), figure(.seed, "\(settings.seed)"),
      figure(.temperature, Number.text(settings.temperature)),
      figure(.topK, settings.topK.map { "\($0)" } ?? off),
      figure(.topP, settings.topP.map { Number.text($0) } ?? off),
    ])
  }

  private func reason(_ draw: TokenDraw) -> String {
    let name = label(draw.id(at: draw.index))
    guard let dice = draw.dice else { return GenerateText.greedyTakes(language, name) }
    let texts = IntervalText(dice, in: draw.part)
    return GenerateText.falls(language, texts.dice, texts.start, texts.end, name)
  }

  // MARK: Filling in

  private func said(_ filling: FillingState) -> [String] {
    var lines = [
      PlainText.chosen(language, medium.drawable(filling.session.name), text(of: filling.ids)),
      PlainText.chosen(
        language,
        GenerateText.wordNumber(language, "\(filling.position + 1)", "\(filling.ids.count)"),
        label(filling.ids[filling.position])),
    ]
    if let place = filling.place {
      lines.append((filling.isMasked ? GenerateText.maskedHere : .seenHere)(language))
      for (index, candidate) in place.candidates.prefix(Self.most).enumerated() {
        lines.append(
          PlainText.chosen(
            language, "\(index + 1)", "\(label(candidate.id)) \(Share.text(candidate.probability))")
        )
      }
    }
    let shares = filling.filled.shares.enumerated().map { index, share in
      let labels = filling.session.labels
      let name = labels.indices.contains(index) ? labels[index] : "\(index + 1)"
      let shown = GenerateText.verdict(name)?(language) ?? medium.shown(name)
      return "\(shown) \(Share.text(share))"
    }
    if !shares.isEmpty {
      lines.append(
        PlainText.chosen(language, GenerateText.verdictTitle(language), joined(shares)))
    }
    return lines + [PlainText.fillHint(language)]
  }
}
