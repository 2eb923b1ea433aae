import Kernels
import Tensors
import TestSupport
import Testing
import Tracing
import Training
import Transformers

/// Races: what they give follows from the setup alone, and every lane is a training run.
@Suite(.steadyKernels) struct RaceTests {
  private static func setup(
    _ lists: [RaceSetup.Key: String] = [:], steps: Int = 12, more: [String] = [],
    task: Recipe.Task = .translation
  ) throws -> RaceSetup {
    var options = RaceSetup.Options()
    options.task = task
    options.lists = lists
    for (key, value) in [(RaceSetup.Key.depth, "2"), (.width, "16")] where lists[key] == nil {
      options.lists[key] = value
    }
    options.steps = steps
    options.measureEvery = 4
    options.settings =
      (["examples=300", "validation-examples=16", "batch=8", "validation-every=6"] + more)
      .map { RecipeSetting(text: $0) }
    return try RaceSetup(options)
  }

  private static func race(_ setup: RaceSetup, stride: Int = 1) throws -> RaceReport {
    let race = try #require(try Race(setup))
    while !race.isOver { race.run(min(stride, setup.shared.steps - race.step)) }
    return race.report
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    var file = try AtomicFile(path: path)
    try file.write(bytes)
    try file.commit()
  }

  // MARK: Numbers

  @Test func `how many steps are made at once and on how many threads changes no number`() throws {
    let setup = try Self.setup()
    let threads = Workers.count
    defer { Workers.count = threads }
    Workers.count = 1
    let one = try Self.race(setup)
    Workers.count = 2
    let many = try Self.race(setup, stride: 5)
    #expect(RaceFile.bytes(of: one) == RaceFile.bytes(of: many))
    #expect(one.lanes[0].loss.points.count == 12)
    // And another seed gives others.
    let other = try Self.race(setup.reseeded(2))
    #expect(other.lanes[0].loss.points != one.lanes[0].loss.points)
  }

  @Test func `a lane is the training run of its recipe`() throws {
    let setup = try Self.setup([.initialization: "small"])
    let report = try Self.race(setup, stride: 3)
    for lane in setup.lanes.indices {
      let run = try TrainingRun(setup.lanes[lane].recipe)
      let losses = (0..<12).map { _ in Float(run.takeStep().loss) }
      #expect(report.lanes[lane].loss.points == losses)
    }
  }

  @Test func `lanes begin with the same numbers, and Xavier's are those of the formula`() throws {
    let setup = try Self.setup()
    let race = try #require(try Race(setup))
    let models = (0..<2).map { race.training(of: $0).trainer.model }
    let address = Address("decoder/1/feed-forward/output/weight")
    let weights = try models.map { model in
      model.parameters.view(try #require(model.parameters[address])).array
    }
    #expect(weights[0] == weights[1])
    // 128 inputs and 16 outputs: a deviation of √(2/144) = 0.1179; of 2,048 numbers the estimate's own
    // deviation is 0.1179/√4096 = 0.0018, of which 4 are allowed.
    let deviation =
      (weights[0].reduce(0.0) { $0 + Double($1 * $1) } / Double(weights[0].count)).squareRoot()
    #expect(weights[0].count == 2048)
    #expect(abs(deviation - 0.1179) < 0.0072)
  }

  @Test func `what is measured at a step is what the model gives there`() throws {
    let setup = try Self.setup()
    let race = try #require(try Race(setup))
    race.run(4)
    let report = race.report
    for lane in 0..<2 {
      let moment = try #require(report.lanes[lane].latest)
      #expect(moment.step == 4)
      #expect(report.lanes[lane].moments.map(\.step) == [0, 4])
      #expect(moment.gradients == report.lanes[lane].gradients)
      #expect(moment.gradients.count == 4)
      #expect(report.lanes[lane].layers == ["encoder/1", "encoder/2", "decoder/1", "decoder/2"])
      let run = race.training(of: lane)
      #expect(
        moment.checkpoint?.values
          == run.trainer.model.parameters.values.map { Array($0) })
      for attention in moment.attentions {
        for row in 0..<attention.heads * attention.queries {
          let sum = (0..<attention.keys).reduce(Float(0)) {
            $0 + attention.weights[row * attention.keys + $1]
          }
          #expect(abs(sum - 1) < 1e-5)
        }
      }
      #expect(moment.attentions.count == 6)
      #expect(moment.outputs.count == 3)
    }
    // Post-LN's states have left a norm: a norm of √16 with gains of about 1.
    let post = try #require(report.lanes[0].moments[0].profiles.first)
    #expect(abs(post.norms[2] - 4) < 0.01)
  }

  @Test func `a rate that is changed holds from the next step on and is written down`() throws {
    let setup = try Self.setup()
    let race = try #require(try Race(setup))
    race.run(3)
    race.change(1, .rate(0.5))
    race.change(0, .warmUp(8))
    race.run(1)
    #expect(race.report.lanes[1].rate == 0.5)
    #expect(race.report.lanes[0].rate == 0.003 * 4 / 8)
    #expect(
      race.report.changes == [
        RaceChange(step: 3, lane: 1, .rate(0.5)), RaceChange(step: 3, lane: 0, .warmUp(8)),
      ])
  }

  @Test func `a lane that diverges says where and the others go on`() throws {
    let setup = try Self.setup([.wiring: "none,pre", .rate: "10,0.001"], steps: 60)
    let report = try Self.race(setup, stride: 7)
    guard case .diverged(let step, _, let value) = report.lanes[0].status else {
      Issue.record("lane 1 is \(RaceJSON.status(report.lanes[0].status))")
      return
    }
    #expect(step == report.lanes[0].step)
    #expect(["NaN", "∞"].contains(value))
    #expect(RaceJSON.status(report.lanes[0].status).hasPrefix("diverged at step \(step): "))
    #expect(report.lanes[1].status == .finished)
    #expect(report.lanes[1].step == 60)
  }

  @Test(arguments: [Recipe.Task.stories, .opinions])
  func `the other tasks are raced too`(task: Recipe.Task) throws {
    let report = try Self.race(try Self.setup(steps: 4, task: task))
    for lane in report.lanes {
      #expect(lane.status == .finished)
      #expect(lane.latest?.profiles.count == 1)
      #expect(lane.latest?.outputs.allSatisfy { !$0.input.isEmpty && !$0.wanted.isEmpty } == true)
    }
  }

  // MARK: Curves

  @Test func `a full curve joins neighbours to their mean`() {
    var curve = RaceCurve()
    for step in 1...(RaceCurve.capacity + 3) { curve.append(Double(step)) }
    #expect(curve.stride == 2)
    #expect(curve.points.prefix(2) == [1.5, 3.5])
    // Two points for the four steps after the joining would be 1025.5 and 1027.5; one step still waits.
    #expect(curve.points.count == RaceCurve.capacity / 2 + 1)
    #expect(curve.points.last == 1025.5)
    #expect(curve.step(of: 0) == 1.5)
    #expect(curve.last == 1027)
    // 513 points in at most 100 stretches: 6 points or 12 steps each, 1 to 12 the first.
    let (means, steps) = curve.means(most: 100)
    #expect(steps == 12)
    #expect(means.count == 86)
    #expect(means[0].mean == 6.5)
    #expect(means[0].step == 6.5)
    #expect(means[85].mean == 1023.5)
  }

  // MARK: Files

  @Test func `a race that was kept is read as it was`() throws {
    let setup = try Self.setup([.wiring: "sandwich,wrong", .norm: "RMSNorm,LayerNorm"])
    let race = try #require(try Race(setup))
    race.run(6)
    race.change(0, .rate(0.001))
    race.run(6)
    let path = try temporaryFolder() + "/my.race"
    let bytes = RaceFile.bytes(of: race.report)
    try Self.write(bytes, to: path)
    let read = try RaceFile.read(path)
    #expect(RaceFile.bytes(of: read) == bytes)
    #expect(read.setup == setup)
    #expect(read.changes == race.report.changes)
    #expect(read.lanes[0].validation.map(\.step) == [0, 6, 12])
    // Trained again with its changes it is the same.
    let again = try #require(try Race(read.setup, changes: read.changes))
    again.run(12)
    #expect(RaceFile.bytes(of: again.report) == bytes)
  }

  @Test(arguments: [
    ("{}", "my.race: this is no race; cutaway race --save FILE writes one"),
    (
      #"{"format":"cutaway-race","version":9}"#, "my.race: version, expected 1, found 9"
    ),
    (
      #"{"format":"cutaway-race","version":1,"runs":[]}"#,
      "my.race: runs, expected 2 to 4 of them, found 0"
    ),
    (
      #"{"format":"cutaway-race","version":1,"runs":3}"#, "my.race: runs, expected a list"
    ),
  ])
  func `a file that is no race is refused in one line`(text: String, line: String) throws {
    let folder = try temporaryFolder()
    try Self.write(Array(text.utf8), to: folder + "/my.race")
    let found = #expect(throws: (any Error).self) { try RaceFile.read(folder + "/my.race") }
    #expect("\(try #require(found))".replacing(folder + "/", with: "") == line)
  }

  // MARK: Options

  @Test func `lists give each lane its own value`() throws {
    let setup = try Self.setup([.wiring: "post", .warmUp: "0,5,9"])
    #expect(setup.lanes.map(\.recipe.warmUp) == [0, 5, 9])
    #expect(setup.lanes.map(\.recipe.wiring) == [.post, .post, .post])
    #expect(setup.differences == [.warmUp])
    #expect(try Self.setup().lanes.map(\.recipe.wiring) == [.post, .pre])
    #expect(try Self.setup().shared.rate == 0.003)
  }

  @Test(arguments: [
    (
      [RaceSetup.Key.wiring: "post"],
      "a race has 2 to 4 runs, found 1: give a list such as "
        + "--wiring post,pre or --warm-up 0,400"
    ),
    (
      [.wiring: "post,pre,post", .rate: "1,2"],
      "--rate: expected one value, or 3 with commas "
        + "between, one for each run; found 2"
    ),
    ([.wiring: "post,mid"], "--wiring: expected post, pre, sandwich, wrong or none, found \"mid\""),
    ([.norm: "BatchNorm,LayerNorm"], "--norm: expected LayerNorm or RMSNorm, found \"BatchNorm\""),
    ([.rate: "0,1"], "--rate: key rate, expected a number above 0 to 10, found \"0\""),
  ])
  func `options that make no sense are refused in one line`(
    lists: [RaceSetup.Key: String], line: String
  ) {
    let found = #expect(throws: (any Error).self) { try Self.setup(lists) }
    #expect("\(found.map { "\($0)" } ?? "")" == line)
  }

  @Test func `what lanes may differ in is no shared setting`() {
    let found = #expect(throws: (any Error).self) { try Self.setup(more: ["rate=1"]) }
    #expect(
      "\(found.map { "\($0)" } ?? "")"
        == "--set: key rate, expected one that all runs share; what runs may differ in has an "
        + "option of its own (see --help)")
  }
}
