import Training

/// Races that a key goes through; any other is set up on the command line.
struct RacePreset {
  /// What is asked for.
  let options: RaceSetup.Options

  private init(_ lists: [RaceSetup.Key: String], task: Recipe.Task = .translation) {
    var options = RaceSetup.Options()
    options.lists = lists
    options.task = task
    self.options = options
  }

  /// The races, the first being the one that a newcomer should see.
  static let all = [
    RacePreset([.wiring: "post,pre"]),
    // What warm-up is for.
    RacePreset([.wiring: "post,post,pre", .warmUp: "0,800,0"]),
    // Every wiring.
    RacePreset([.wiring: "post,pre,sandwich,wrong"]),
    // What depth does.
    RacePreset([.wiring: "post,pre,post,pre", .depth: "2,2,8,8"]),
    // What small first outputs do for Post-LN.
    RacePreset([.wiring: "post,post,pre", .initialization: "xavier,small,xavier"]),
    // What the kind of norm does.
    RacePreset([.wiring: "pre", .norm: "LayerNorm,RMSNorm"]),
    RacePreset([.wiring: "post,pre"], task: .opinions),
    RacePreset([.wiring: "post,pre"], task: .stories),
  ]
}
