import Explorer
import Lessons
import ModelFiles
import Tensors
import Terminal
import Tracing
import Training
import Transformers

extension Failure {
  /// The end that an error brings: bad arguments and bad files have their own exit status.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as InputError: self.init(.usage, error.description)
    case let error as CellReferenceError: self.init(.usage, error.description)
    case let problem as WhatIf.Problem: self.init(.usage, "--what-if: \(problem)")
    case let error as InterventionError: self.init(.usage, "--what-if: \(error)")
    case let error as SamplingError: self.init(.usage, error.description)
    case GenerationError.noNumbers: self.init(.failed, "\(error)")
    case let error as GenerationError: self.init(.usage, error.description)
    case let error as ModelFileError: self.init(.file, error.description)
    case let error as ArchitectureError: self.init(.file, error.description)
    case let error as FileError: self.init(.file, error.description)
    case let error as ModelError: self.init(.file, error.description)
    case let fault as TokenizerTraining.Fault: self.init(.usage, fault.description)
    case let error as RecipeError:
      self.init(error.isOnCommandLine ? .usage : .file, error.description)
    case let error as RaceError: self.init(.usage, error.description)
    case let error as RaceFileError: self.init(.file, error.description)
    case let error as ConfigurationError: self.init(.file, error.description)
    case let error as LanguageError: self.init(.file, error.description)
    case let error as CheckpointError: self.init(.file, error.description)
    case let problem as SubjectOpener.Problem: self.init(.usage, problem.description)
    case let problem as ModelText.Problem: self.init(.usage, "--text: \(problem)")
    case let error as TerminalError: self.init(.terminal, error.description)
    case let problem as LessonProblem: self.init(.file, problem.description)
    case let error as TrainingDataError: self.init(.usage, error.description)
    default: self.init(.failed, "\(error)")
    }
  }
}
