import Screen

/// A page of a comparison outside of the explorer, drawn by the explorer itself.
package struct ComparisonPicture {
  private let comparison: Comparison

  /// Which page.
  package var page = CompareState.Page.run
  /// The row that the page of steps stands at; nil for the first that differs.
  package var row: Int?
  /// The language of its words.
  package var language = DisplayLanguage.english
  /// What can be shown.
  package var medium = Medium()

  /// Prepares a picture of a comparison.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// The screen without its line of keys.
  package func canvas(_ size: Size) -> Canvas {
    let whole = Size(width: size.width, height: size.height + 1)
    var state = State(size: whole, medium: medium, language: language, models: [])
    state.opening = Opening(request: comparison.request.key, progress: 1)
    _ = state.update(.result(.openedComparison(comparison)))
    state.notice = nil
    if let row { state.compare?.go(toRow: row) }
    state.compare?.page = page
    return RootView(state).canvas.cropped(to: Rect(size))
  }
}
