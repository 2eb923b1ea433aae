import Screen
import Tracing

/// A figure as it is called on screen.
package struct FigureName {
  private let context: StageContext
  private let figure: Figure
  private var language: DisplayLanguage { context.language }

  /// Prepares the names of a figure that is shown where the context looks.
  package init(_ context: StageContext, _ figure: Figure) {
    self.context = context
    self.figure = figure
  }

  /// Its name and where it is: `norm[like, after 1 ffn]`.
  package var text: String { name + indices }

  /// Its name.
  package var name: String {
    switch figure {
    case .norm: return FigureText.norm(language)
    case .cosine: return FigureText.cosine(language)
    case .sum: return "Σ"
    case .reading(_, _, let token):
      return FigureText.probabilityOf(language, context.quoted(context.label(ofID: token)))
    case .stage(let number, let cell):
      let parts = InsideStages(cell, in: context.trace, mostWork: 0).parts
      guard parts.indices.contains(number) else { return "" }
      return InsideText(name: parts[number].name)?(language) ?? parts[number].name
    }
  }

  private var indices: String {
    switch figure {
    case .norm(let state, _), .cosine(let state, _, _), .reading(let state, _, _):
      return "[\(context.token), \(FigureText.after(language, name(of: state)))]"
    case .sum(_, _, _, let channel):
      return "[\(context.token), \(AxisText(.channel).short(language)) \(channel + 1)]"
    case .stage(let number, let cell):
      let names = CellName(context.at(cell.node, cell: cell.index))
      let stages = InsideStages(cell, in: context.trace, mostWork: 0)
      let isOfRow =
        stages.parts.indices.contains(number) && stages.parts[number].shape.columns == 1
        && context.trace[cell.node].shape.columns != 1
      return isOfRow ? names.indicesOfRow : names.indices
    }
  }

  /// What the sublayer is called that leaves a state behind.
  private func name(of state: NodeID) -> String {
    let states = context.subject.figures.stream(of: context.tower)?.states ?? []
    return states.first { $0.node == state }.map { context.name($0.kind) } ?? ""
  }
}
