import Screen
import Tensors
import Tokenizers

/// Tokenizers in lines: what each makes of a text, or the steps of one of them.
struct PlainTokens {
  private let tokens: TokensState
  private let language: DisplayLanguage
  private let medium: Medium

  init(_ state: State) {
    tokens = state.tokens
    language = state.language
    medium = state.medium
  }

  /// A line for each tokenizer: its number, its vocabulary, its tokens with their ids.
  var comparison: [String] {
    let shown = VisibleText.escaped(tokens.text)
    return [PlainText.chosen(language, TokensText.text(language), shown)]
      + tokens.rows.enumerated().map { index, row in
        PlainText.chosen(language, "\(index + 1)", said(row))
      } + [PlainText.tokensHint(language)]
  }

  private func said(_ row: TokensState.Row) -> String {
    let name = TokensView.name(of: row.scheme, language)
    guard let pieces = row.pieces else {
      return PlainText.chosen(
        language, name, TokensText.failed(language, medium.drawable(row.problem ?? "")))
    }
    let size = row.size.map { TokensText.entries(language, ModelFigures.grouped($0)) } ?? ""
    let count = TokensText.count(language, "\(pieces.count)")
    let what = [name, size, count].joined(separator: language == .chinese ? "，" : ", ")
    let list = pieces.map { "\($0.shown(medium)) \($0.id)" }.joined(separator: ", ")
    return PlainText.chosen(language, what, list)
  }

  /// A line for each step of the tokenizer that is walked through; nil where it took none.
  var steps: [String]? {
    guard let walk = tokens.walk else { return nil }
    return [
      PlainText.chosen(
        language, TokensView.name(of: walk.scheme, language), VisibleText.escaped(tokens.text))
    ]
      + walk.steps.enumerated().map { index, step in
        let stage = TokenStepText(step.stage)(language)
        let component =
          step.component == step.stage.rawValue
          ? "" : " " + ComponentText.name(of: step.component, language)
        return PlainText.chosen(
          language, "\(index + 1)",
          PlainText.chosen(language, stage + component, TokenStepView.brief(step, medium)))
      }
  }
}
