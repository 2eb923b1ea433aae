import Screen

/// Where the explorer and the lesson lie on the screen.
///
/// The explorer's part begins at the top left. The last row belongs to the keys of both, so that the last row of
/// what the explorer is drawn on, its own keys, lies behind it.
package struct LessonSplit: Equatable, Sendable {
  /// Whether the lesson stands beside the explorer, and not below it.
  package let isBeside: Bool
  /// The line that names what is changed; empty where nothing is.
  package let strip: Rect
  /// What is seen of the explorer; empty on a screen that is too low for both while the lesson has the keys.
  package let explorer: Rect
  /// What the explorer is drawn on.
  package let canvas: Size
  /// The lesson.
  package let panel: Rect
  /// The keys.
  package let keys: Rect

  /// The narrowest screen with the lesson beside the explorer.
  package static let widthForBoth = 110
  /// The lowest screen that shows both, one below the other.
  static let heightForBoth = 12
  /// The fewest rows that the explorer gets on a screen of 24 rows, its keys among them.
  static let explorerRows = 10

  /// The columns that say whether what is shown is before the change or after it.
  static let flipWidth = 22

  /// The columns of the lesson's part.
  static func panelWidth(_ screen: Size) -> Int {
    screen.width >= widthForBoth ? min(56, max(44, screen.width * 2 / 5)) : screen.width
  }

  /// The columns of the lesson's words.
  static func textWidth(_ screen: Size) -> Int {
    let width = panelWidth(screen)
    return max(1, screen.width >= widthForBoth ? width - 4 : width - 2)
  }

  /// The most rows of words below the explorer once a question is answered; the rest is scrolled to.
  static func answeredRows(_ screen: Size) -> Int { max(8, screen.height * 2 / 5) }

  /// Lays out a screen.
  ///
  /// - Parameters:
  ///   - screen: Its size.
  ///   - page: What is said.
  ///   - change: The change that is to be named; nil for none.
  ///   - isLessonFocused: Whether the lesson has the keys.
  ///   - isAnswered: Whether a question was answered: there is more to see than to read then.
  init(
    _ screen: Size, page: LessonPage?, change: String?, isLessonFocused: Bool, isAnswered: Bool
  ) {
    var rest = Rect(screen)
    (keys, rest) = rest.cutBottom(screen.height >= 5 ? 1 : 0)
    isBeside = screen.width >= Self.widthForBoth
    if isBeside {
      (panel, rest) = rest.cutRight(Self.panelWidth(screen))
    } else {
      let body = rest.height
      // The fewest rows for the explorer, and those that are enough for it.
      let least = screen.height >= 24 ? Self.explorerRows - 1 : body * 2 / 5
      let enough = screen.height >= 24 ? max(least, body / 2) : least
      let width = Self.textWidth(screen)
      // The title stands above the words.
      let roomy = page?.spacing(width: width, fitting: body - enough - 1) ?? .tight
      let close = page?.spacing(width: width, fitting: body - least - 1) ?? .tight
      let rows = page?.rows(width: width, roomy == .tight ? close : roomy) ?? 0
      let shown = isAnswered ? min(rows, Self.answeredRows(screen)) : rows
      var share = max(least, body - shown - 1)
      if screen.height < Self.heightForBoth { share = isLessonFocused ? 0 : body }
      (panel, rest) = rest.cutBottom(body - min(share, body))
    }
    let named = change.map {
      TextLayout.wrap($0, to: max(1, rest.width - Self.flipWidth - 3)).count
    }
    (strip, rest) = rest.cutTop(rest.height >= 6 ? min(named ?? 0, rest.height >= 8 ? 2 : 1) : 0)
    explorer = rest
    let isShown = !rest.isEmpty
    let height = isShown ? rest.height : screen.height - keys.height
    // A screen of five rows or more ends with its keys, which lie behind those of both.
    canvas = Size(
      width: isShown ? rest.width : screen.width,
      height: height >= 4 && !keys.isEmpty ? height + 1 : height)
  }
}

extension State {
  /// Where the explorer and the lesson lie.
  package var split: LessonSplit {
    let lesson = learn?.lesson
    return LessonSplit(
      screen, page: lesson?.page, change: lesson?.page.change, isLessonFocused: isLessonFocused,
      isAnswered: lesson.map { $0.item?.question != nil && $0.isRevealed } ?? false)
  }

  /// Gives the explorer its part of the screen.
  mutating func arrange() {
    let old = size
    size = isInLesson ? split.canvas : screen
    if size != old { settle() }
  }
}
