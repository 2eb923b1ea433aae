import Tensors
import Transformers

/// What a race is: two to four runs on the same seed and the same batches, and what they differ in.
package struct RaceSetup: Equatable, Sendable {
  /// One of the runs.
  package struct Lane: Equatable, Sendable {
    /// Everything that a recipe says; what determines the data is the same in every lane.
    package var recipe: Recipe
    /// What normalizes.
    package var normalization: Configuration.Normalization
    /// What the parameters begin as.
    package var initialization: Parameters.Initialization

    /// Makes a lane.
    package init(
      _ recipe: Recipe, normalization: Configuration.Normalization = .layerNorm,
      initialization: Parameters.Initialization = .xavier
    ) {
      self.recipe = recipe
      self.normalization = normalization
      self.initialization = initialization
    }
  }

  /// What a lane may have of its own.
  package enum Key: String, CaseIterable, Sendable {
    case wiring, norm, initialization, depth, width, heads, rate
    case warmUp = "warm-up"
    case schedule, clip, dropout
  }

  /// The lanes.
  package var lanes: [Lane]
  /// After how many steps the inside is measured.
  package var measureEvery: Int

  /// The fewest and the most lanes.
  package static let laneCounts = 2...4

  /// What all lanes share: the task, the data, the seed.
  package var shared: Recipe { lanes[0].recipe }

  /// Makes a race.
  ///
  /// - Precondition: there are two to four lanes whose data are the same.
  package init(lanes: [Lane], measureEvery: Int = 20) {
    precondition(Self.laneCounts.contains(lanes.count), "a race has two to four lanes")
    self.lanes = lanes
    self.measureEvery = measureEvery
  }

  /// The keys in which lanes differ, in the order of ``Key``.
  package var differences: [Key] {
    Key.allCases.filter { key in Set(lanes.map { $0.value(of: key) }).count > 1 }
  }

  /// The same race with another seed.
  package func reseeded(_ seed: UInt64) -> RaceSetup {
    var setup = self
    for lane in setup.lanes.indices { setup.lanes[lane].recipe.seed = seed }
    return setup
  }
}

extension RaceSetup.Lane {
  /// Whether another lane draws the same texts in the same order and makes as many steps.
  func sharesData(with other: RaceSetup.Lane) -> Bool {
    let own = Set(RaceSetup.Key.allCases.compactMap(\.recipeKey)).union([.feedForward])
    return RecipeKey.allCases.allSatisfy { key in
      own.contains(key)
        || recipe.value(of: key).utf8.elementsEqual(other.recipe.value(of: key).utf8)
    }
  }

  /// A setting as it is written.
  package func value(of key: RaceSetup.Key) -> String {
    switch key {
    case .wiring: recipe.wiring.rawValue
    case .norm: normalization.rawValue
    case .initialization: initialization.rawValue
    case .depth: "\(recipe.layers)"
    case .width: "\(recipe.width)"
    case .heads: "\(recipe.heads)"
    case .rate: Self.number(recipe.rate)
    case .warmUp: "\(recipe.warmUp)"
    case .schedule: recipe.schedule.rawValue
    case .clip: Self.number(recipe.clip)
    case .dropout: Self.number(recipe.dropout)
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }

  /// The model that the lane trains, under each of its heads.
  ///
  /// - Throws: ``TrainingDataError``.
  func configurations(_ data: TrainingData) throws(TrainingDataError) -> [Configuration] {
    var base = recipe
    base.wiring = recipe.wiring == .post ? .post : .pre
    var configurations = try base.configurations(data.tokenizer, labelCount: data.labels.count)
    for index in configurations.indices {
      configurations[index].wiring = recipe.wiring
      configurations[index].normalization = normalization
      configurations[index].hasFinalNorm = recipe.wiring == .pre || recipe.wiring == .sandwich
    }
    return configurations
  }

  /// The first parameters.
  func parameters(_ configurations: [Configuration]) -> [Parameters] {
    Parameters.initial(
      configurations, seed: recipe.seed, initialization: initialization)
  }
}
