import Lessons
import ModelFiles

/// Something that must be done outside of the state; data rather than a closure, so that a test can compare
/// it and a replay can do it again.
package enum Effect: Equatable, Sendable {
  /// Open a model and compute a text; answered by ``EffectResult``.
  case open(OpenRequest)
  /// Open a model that is to write a text on, or to fill words in; answered by ``EffectResult``.
  case openGeneration(OpenRequest)
  /// Open and compute the sides of a comparison; answered by ``EffectResult``.
  case openComparison(ComparisonRequest)
  /// Compute what comes after a text.
  case computeNext(GenerateSession, text: [Int])
  /// Compute what could stand at each place of a text.
  case computeFilled(GenerateSession, ids: [Int])
  /// Give up the opening that is under way.
  case cancelOpening
  /// Let a race begin, go on, wait.
  case race(RaceOrder)
  /// Do what takes time without keeping the reader; answered by ``EffectResult/done(_:)``.
  case run(Errand)
  /// Send ``Message/tick`` after so many milliseconds, once.
  case tick(afterMilliseconds: Int)
  /// Open what a lesson's scene shows; answered by ``EffectResult``.
  case openStage(StageRequest)
  /// Read the lessons and how far the reader has come; answered by ``EffectResult``.
  case openLessons
  /// Keep how far the reader has come in the lessons, at once.
  case saveLessons(LessonProgress)
  /// Keep settings and recent texts.
  case save(Memory)
  /// Stop the program as Ctrl-Z does.
  case suspend
  /// End the program.
  case quit
}

/// A model and a text that are to be walked through.
package struct OpenRequest: Equatable, Sendable {
  /// The model, as on the command line: a shipped one's name, or a folder.
  package var model: String
  /// The text that the first tower reads.
  package var text: String
  /// Which of the model's heads; nil for the one that it has first.
  package var head: ArchitectureHead?
  /// Whether the walk is to end in the loss: how well the model predicts the text that it reads.
  package var hasLoss: Bool
  /// The text that a pair's decoder reads; nil for what the model itself writes.
  package var target: String?
  /// Where to begin, an address or a cell; nil for the first step.
  package var address: String?
  /// The ids that the first tower reads, where they are not those that its tokenizer makes of the text.
  package var ids: [Int]?
  /// The ids that a pair's decoder reads, likewise.
  package var targetIDs: [Int]?
  /// The model, where a race trained it and it is in no file.
  package var trained: TrainedModel?

  /// Makes a request.
  package init(
    model: String, text: String, head: ArchitectureHead? = nil, target: String? = nil,
    address: String? = nil, ids: [Int]? = nil, targetIDs: [Int]? = nil, hasLoss: Bool = false
  ) {
    self.model = model
    self.text = text
    self.head = head
    self.hasLoss = hasLoss
    self.target = target
    self.address = address
    self.ids = ids
    self.targetIDs = targetIDs
  }
}

/// What is kept from one start of the program to the next.
package struct Memory: Equatable, Sendable {
  /// The language; nil for the environment's.
  package var language: DisplayLanguage?
  /// The texts that were opened last, the latest first, each with its model.
  package var recent: [OpenRequest]

  /// The most texts that are kept.
  package static let mostRecent = 20
  /// The most bytes of a text that is kept: the file is read whole at every start.
  package static let longestText = 1 << 13

  /// Makes a memory.
  package init(language: DisplayLanguage? = nil, recent: [OpenRequest] = []) {
    self.language = language
    self.recent = recent
  }
}
