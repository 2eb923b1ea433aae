import ModelFiles
import Screen

/// Everything that the screens show, as a value.
///
/// `update` is the only way to change it; views read it and nothing else. Sizes, colours, language, time
/// and seeds come in from outside.
package struct State: Equatable, Sendable {
  /// Where the reader is.
  package enum Place: Equatable, CaseIterable, Sendable {
    /// Choosing a model and a text.
    case home
    /// Walking through a computation.
    case explore
    /// Writing a text token by token, or filling words in.
    case generate
    /// One text through several tokenizers.
    case tokens
    /// The models that there are.
    case models
    /// Two or three computations side by side.
    case compare
    /// Models that train side by side.
    case race
    /// The list of lessons.
    case lessons
  }

  /// What lies over the screen.
  package enum Overlay: Equatable, Sendable {
    /// The keys that work here, scrolled by so many rows.
    case help(scroll: Int)
    /// Every action, by name; and addresses.
    case palette(Palette)
  }

  /// The size of what the reader explores in: the terminal's, or, beside a lesson, the explorer's part at the
  /// top left.
  package var size: Size
  /// The terminal's size.
  package internal(set) var screen: Size
  /// What it can show.
  package var medium: Medium
  /// The language that the reader chose.
  package var chosenLanguage: DisplayLanguage
  /// The language of the screens: English where Chinese has no characters.
  package var language: DisplayLanguage {
    get { medium.glyphs == .ascii ? .english : chosenLanguage }
    set { chosenLanguage = newValue }
  }
  /// Where the reader is.
  package var place = Place.home {
    didSet { if place != oldValue { isLineTouched = false } }
  }
  /// Whether the reader has changed the line, or moved in it, since coming here or choosing its text.
  package var isLineTouched = false
  /// What lies over the screen, if anything.
  package var overlay: Overlay?
  /// A message that stays until a key is pressed.
  package var notice: Notice?
  /// The choice of a model and a text.
  package var home: HomeState
  /// The walk; nil before the first.
  package var explore: ExploreState?
  /// What is written or filled in; nil before the first.
  package var generate: GenerateState?
  /// Where a walk's end leads back to.
  package var walkReturn = Place.home
  /// Where the end of writing leads back to.
  package var generateReturn = Place.home
  /// The race; nil before the first.
  package var race: RaceState?
  /// Where the race's end leads back to.
  package var raceReturn = Place.home
  /// One text through several tokenizers.
  package var tokens = TokensState()
  /// The models that there are.
  package var models: ModelsState
  /// What is compared; nil before the first.
  package var compare: CompareState?
  /// Where the comparison was asked for.
  package var comparedFrom: ComparedFrom?
  /// The tokenizers of models that were opened, or are being opened.
  package var tokenizers: [String: TokenizerSlot] = [:]
  /// What is being opened.
  package var opening: Opening?
  /// The lessons; nil before they were asked for.
  package var learn: LearnState?
  /// What is kept for the next start.
  package var memory: Memory
  /// Whether clicks and the wheel are taken from the terminal.
  package var isMouseOn = false

  /// Begins at home.
  package init(
    size: Size, medium: Medium, language: DisplayLanguage, models: [ModelChoice],
    memory: Memory = Memory(), cache: HubCache? = nil
  ) {
    self.size = size
    screen = size
    self.medium = medium
    chosenLanguage = memory.language ?? language
    self.memory = memory
    home = HomeState(models: models, memory: memory)
    self.models = ModelsState(cache: cache)
  }
}

/// An opening that is under way.
package struct Opening: Equatable, Sendable {
  /// What is opened.
  package let request: OpenRequest
  /// How far it has come, between 0 and 1.
  package var progress: Double
}

/// A message for the reader that stays until a key is pressed.
package struct Notice: Equatable, Sendable {
  /// How it is shown.
  package enum Kind: Sendable { case information, problem }

  /// How it is shown.
  package let kind: Kind
  /// One line, visible text.
  package let text: String

  /// Makes a notice.
  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
