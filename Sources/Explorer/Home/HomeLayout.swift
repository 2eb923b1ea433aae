import Screen

/// Where the parts of the first screen lie; what does not fit is left out, the least important first.
struct HomeLayout: Equatable {
  /// The program's name.
  let title: Rect
  /// The line to type in.
  let line: Rect
  /// The models.
  let models: Rect
  /// The chosen model's figures.
  let about: Rect
  /// Texts to choose from.
  let texts: Rect
  /// The keys of the walk.
  let keys: Rect
  /// The keys.
  let footer: Rect

  /// The rows of the keys with their box.
  static let keyRows = HomeKeysView.actions.count + 2

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - area: The screen.
  ///   - isPair: Whether there is a second line, for the decoder.
  ///   - textCount: How many texts there are to choose from.
  ///   - pane: What has the keys: where there is place for one list, models give way to texts.
  init(_ area: Rect, isPair: Bool, textCount: Int, pane: HomeState.Pane) {
    var rest = area
    (footer, rest) = rest.cutBottom(area.height >= 5 ? 1 : 0)
    (title, rest) = rest.cutTop(area.height >= 30 ? 2 : area.height >= 12 ? 1 : 0)
    let lineRows =
      switch area.height {
      case 18...: isPair ? 6 : 5
      case 12...: isPair ? 3 : 2
      case 8...: 2
      default: 1
      }
    (line, rest) = rest.cutTop(lineRows)
    guard area.width >= 60 else {
      let isModels = pane == .models
      (models, texts) = isModels ? (rest, rest.cutTop(0).0) : (rest.cutTop(0).0, rest)
      (about, keys) = (rest.cutTop(0).0, rest.cutTop(0).0)
      return
    }
    let (left, right) = rest.cutLeft(max(min(38, rest.width / 2), min(52, rest.width * 2 / 5)))
    let aboutRows = left.height >= 15 + 9 ? min(left.height - 15, 20) : 0
    (about, models) = left.cutBottom(aboutRows)
    // Beside the figures, as high as they are; more where the texts leave room.
    let room = right.height - min(textCount, 5) * 2 - 2
    (keys, texts) = right.cutBottom(room >= Self.keyRows ? max(aboutRows, Self.keyRows) : 0)
  }
}
