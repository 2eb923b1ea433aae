import ModelFiles
import Tensors
import Tokenizers
import Transformers

/// A bundled model in both wirings, and texts that neither was trained on.
struct TwinTexts {
  /// The models that have a twin.
  static let names = ["translator", "reader", "storyteller"]
  /// The Pre-LN model.
  let pre: Model
  /// The Post-LN model.
  let post: Model
  /// The texts, one in each input.
  let inputs: [ModelInput]
  /// The towers of the models.
  let towers: [String]

  /// Opens the twins and draws texts from the test split of their language.
  init(_ name: String, count: Int) throws {
    let place = ModelPlace.bundled(name)
    pre = try ModelFolder.open(place).model
    post = try ModelFolder.open(.bundled(name + "-post")).model
    let recipe = try RecipeLibrary.open(name)
    let maker = SampleMaker(recipe, try place.tokenizer(), labels: [])
    let language = try LanguageLibrary.open(recipe.language)
    let start = recipe.task.tokenizerStyle.beginningID
    inputs = try maker.samples(language, .test, 0..<count, recipe.seed).filter(maker.fits)
      .prefix(count).map { sample in
        let ids = sample.ids.map(Int.init)
        return switch recipe.task {
        case .translation:
          ModelInput(ids: [ids], targetIDs: [[start] + sample.targetIDs.map(Int.init)])
        // The last id is only a target.
        case .stories: ModelInput(ids: [Array(ids.dropLast())])
        case .opinions: ModelInput(ids: [ids])
        }
      }
    towers =
      switch recipe.task.tower {
      case .encoder: ["encoder"]
      case .decoder: ["decoder"]
      case .encoderDecoder: ["encoder", "decoder"]
      }
  }
}
