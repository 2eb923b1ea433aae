import Screen
import Training

/// Something that happened: the only thing that changes the state.
package enum Message: Equatable, Sendable {
  /// What the reader did, or another size of the terminal.
  case input(InputEvent)
  /// The time has come to play the next step.
  case tick
  /// What an effect brought about.
  case result(EffectResult)
}

/// What an effect brought about.
package enum EffectResult: Equatable, Sendable {
  /// A model on a text was computed.
  case opened(request: OpenRequest, Subject)
  /// A model was opened that writes, and what it would write first.
  case openedGeneration(request: OpenRequest, GenerateSession, GenerateSession.First)
  /// The sides of a comparison were computed and compared.
  case openedComparison(Comparison)
  /// What comes after a text was computed.
  case computedNext(GenerateSession, text: [Int], NextToken)
  /// What could stand at each place of a text was computed.
  case computedFilled(GenerateSession, FilledText)
  /// It could not be computed; one line says why.
  case failedGeneration(GenerateSession, reason: String)
  /// It could not be; one line says why.
  case failed(request: OpenRequest, reason: String)
  /// How far opening has come, between 0 and 1.
  case progress(request: OpenRequest, Double)
  /// Where a race stands.
  case raced(number: Int, RaceReport, isRunning: Bool)
  /// There is no race; one line says why.
  case raceFailed(number: Int, reason: String)
  /// What a lesson's scene shows was opened.
  case openedStage(LessonStage)
  /// It could not be; one line says why.
  case failedStage(StageRequest, reason: String)
  /// The lessons were read; what the reader should know of how far they had come.
  case openedLessons(LearnState, notice: String?)
  /// They could not be; one line says why.
  case failedLessons(reason: String)
  /// An errand was run.
  case done(ErrandResult)
}
