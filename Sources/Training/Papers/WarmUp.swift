import Kernels
import Tracing
import Transformers

/// What warm-up does for deep Post-LN, by training: the bundled translation task, a model that is narrow
/// and deep, and a learning rate that Pre-LN takes from the first step on.
package struct WarmUp {
  /// How many steps are made.
  package var steps = 1200
  /// The steps of the warm-up, where there is one.
  package var warmUp = 800
  /// Sentence pairs in a step.
  package var batch = 16
  /// How many sentence pairs there are.
  package var examples = 10_000
  /// The learning rate.
  package var rate = 0.003

  /// Makes the measurement of the claim itself.
  package init() {}

  /// By how much Post-LN without a warm-up is to be behind Pre-LN.
  ///
  /// - Units: nats of validation loss, of which a uniform guess has about 6 and frequencies alone 4.5.
  package static let lag = 1.0
  /// The share of the lag that a warm-up is to make good.
  package static let recovery = 0.5

  /// Measures the claim; see ``Claim/measure(_:progress:)``.
  package func measure(
    _ setting: Claim.Setting, _ progress: (Double) -> Void = { _ in }
  ) throws -> Finding {
    let depth = setting.layers.max() ?? 1
    let seeds = max(1, setting.seeds)
    let kinds = [(Configuration.Wiring.post, 0), (.post, warmUp), (.pre, 0)]
    var losses = [[Double]](repeating: [], count: kinds.count)
    for seed in 1...seeds {
      var recipe = try recipe(depth, setting.width, seed)
      // All runs of a seed learn from the same sentences.
      let data = try TrainingData(recipe, language: LanguageLibrary.open(recipe.language))
      for (index, (wiring, warmUp)) in kinds.enumerated() {
        let begun = Double((seed - 1) * kinds.count + index)
        (recipe.wiring, recipe.warmUp) = (wiring, warmUp)
        losses[index].append(
          try loss(recipe, data) { share in
            progress((begun + share) / Double(seeds * kinds.count))
          })
      }
    }
    let lags = zip(losses[0], losses[2]).map { $0 - $1 }
    let recovered = losses[0].indices.map { (losses[0][$0] - losses[1][$0]) / lags[$0] }
    let rows = [
      Finding.Row(
        Prose("Post-LN without warm-up: loss", "Post-LN，无预热：损失"), nil, Estimate(losses[0])),
      Finding.Row(
        Prose("Post-LN with warm-up: loss", "Post-LN，有预热：损失"), nil, Estimate(losses[1])),
      Finding.Row(
        Prose("Pre-LN without warm-up: loss", "Pre-LN，无预热：损失"), nil, Estimate(losses[2])),
      Finding.Row(
        Prose("Post-LN's lag without warm-up", "无预热时 Post-LN 落后"),
        .between(Self.lag, .infinity), Estimate(lags)),
      Finding.Row(
        Prose("share of it that warm-up makes good", "预热挽回的比例"),
        .between(Self.recovery, .infinity), Estimate(recovered)),
    ]
    return Finding(.warmUp, rows: rows, sentence: sentence(rows))
  }

  /// What all runs of a seed have in common.
  private func recipe(_ depth: Int, _ width: Int, _ seed: Int) throws -> Recipe {
    let settings = [
      "layers=\(depth)", "width=\(width)", "heads=4", "feed-forward=\(2 * width)", "clip=0",
      "steps=\(steps)", "warm-up=0", "rate=\(rate)", "schedule=constant", "batch=\(batch)",
      "examples=\(examples)", "validation-examples=200", "seed=\(seed)",
    ]
    return try RecipeLibrary.open(
      "translator", settings: settings.map { RecipeSetting(text: $0) })
  }

  /// The validation loss of one run at its end; a run that is not finite any more guesses evenly.
  private func loss(
    _ recipe: Recipe, _ data: TrainingData, _ progress: (Double) -> Void
  ) throws -> Double {
    let configurations = try recipe.configurations(
      data.tokenizer, labelCount: data.labels.count)
    let run = try TrainingRun(
      recipe, data, configurations,
      Parameters.initial(configurations, seed: recipe.seed, initialization: .xavier))
    for step in 1...steps {
      _ = run.takeStep()
      if step % 20 == 0 { progress(Double(step) / Double(steps)) }
    }
    let loss = run.validate() ?? .nan
    return loss.isFinite ? loss : log(Double(run.data.tokenizer.size))
  }

  private func sentence(_ rows: [Finding.Row]) -> Prose {
    let text = rows.map { Number.text($0.measured.mean, digits: 3) }
    return Prose(
      "after \(steps) steps at a rate of \(rate) Post-LN's validation loss is \(text[0]) nats without "
        + "warm-up and \(text[1]) with \(warmUp) steps of it, Pre-LN's \(text[2]) without: the warm-up "
        + "makes good \(text[4]) of the lag",
      "以学习率 \(rate) 训练 \(steps) 步后，Post-LN 的验证损失在无预热时为 \(text[0]) 奈特，"
        + "预热 \(warmUp) 步时为 \(text[1])，而 Pre-LN 无预热即为 \(text[2])：预热挽回了差距的 \(text[4])")
  }
}
