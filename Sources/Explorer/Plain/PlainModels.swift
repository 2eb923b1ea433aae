import Screen

/// The models that there are, a line for each.
struct PlainModels {
  private let state: State
  private var language: DisplayLanguage { state.language }

  init(_ state: State) { self.state = state }

  /// The lines.
  var lines: [String] {
    state.models.entries.map(said) + [PlainText.modelsHint(language)]
  }

  private func said(_ entry: ModelEntry) -> String {
    let origin: ModelsText =
      switch entry.origin {
      case .bundled: .bundled
      case .cache: .cache
      case .named: .named
      }
    guard let summary = entry.summary else {
      let reason = entry.reason.map { state.medium.drawable($0) } ?? ModelsText.notFetched(language)
      return PlainText.chosen(
        language, entry.name, joined([ModelsView.short(entry, language), reason]))
    }
    let figures = ModelFigures(summary)
    func figure(_ text: ModelsText, _ value: String) -> String { "\(text(language)) \(value)" }
    return PlainText.chosen(
      language, entry.name,
      joined([
        origin(language), figures.tower(language), figure(.layers, figures.layers),
        figure(.width, figures.width), figure(.heads, figures.heads),
        figure(.vocabulary, figures.vocabulary), figure(.parameters, figures.parameters),
        figure(.bytes, figures.bytes), figures.wiring,
      ]))
  }

  private func joined(_ parts: [String]) -> String {
    parts.joined(separator: language == .chinese ? "，" : ", ")
  }
}
