import Tensors
import Training

/// Steps of the built-in recipes, with their own batches: lengths differ, and padding is part of it.
enum RecipeWorkload {
  /// Examples enough for the batches that are timed.
  private static let settings = ["examples=4000", "validation-examples=10"]

  static func run(_ runs: Int) throws -> [Measurement] {
    try RecipeLibrary.builtInNames.map { name in
      let recipe = try RecipeLibrary.open(name, settings: settings.map { RecipeSetting(text: $0) })
      let run = try TrainingRun(recipe)
      var targets = 0
      // Every shape has been met once the first steps are through.
      let times = measure(runs: runs, inner: 20, warm: 5) { targets += run.takeStep().tokens }
      let rates = times.map { 1 / $0 }
      let perStep = Double(targets) / Double(run.step)
      return Measurement(
        name: "recipe-\(name)", figures: rates, unit: "steps/s",
        remark: "\(run.parameterCount) parameters, \(recipe.batch) texts a step, "
          + "\(Int(perStep)) targets a step")
    }
  }
}
