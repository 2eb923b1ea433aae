/// Every text of the screens, for the tests that look at all of them.
package enum Catalogue {
  /// One text.
  package struct Entry: Sendable {
    /// Enumeration and case: `HomeText.title`.
    package let name: String
    /// In English.
    package let english: String
    /// In Chinese.
    package let chinese: String
  }

  /// All texts.
  package static var all: [Entry] {
    [
      entries(ActionText.self),
      entries(AttentionText.self),
      entries(AxisText.self),
      entries(CommonText.self),
      entries(CompareText.self),
      entries(ComponentText.self),
      entries(ExploreText.self),
      entries(FigureText.self),
      entries(FrameText.self),
      entries(GenerateText.self),
      entries(HomeText.self),
      entries(InsideText.self),
      entries(LearnText.self),
      entries(ModelsText.self),
      entries(NameText.self),
      entries(OperationText.self),
      entries(PlainLessonText.self),
      entries(PlainText.self),
      entries(QualityText.self),
      entries(RaceText.self),
      entries(RunText.self),
      entries(ScaleText.self),
      entries(StateText.self),
      entries(StreamText.self),
      entries(TokenStepText.self),
      entries(TokensText.self),
      entries(WorkText.self),
    ].flatMap(\.self)
  }

  private static func entries<Text: Translated>(_ type: Text.Type) -> [Entry] {
    type.allCases.map {
      Entry(name: "\(type).\($0.rawValue)", english: $0.texts.english, chinese: $0.texts.chinese)
    }
  }
}
