import ArgumentParser
import Tensors

/// Measures the program's speed: `Scripts/bench NAME… [--json]`.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cutaway-benchmark",
    abstract: "Measure speed; prints name, median, best, worst, number of runs and unit.",
    discussion: "Names: \(Workload.names.joined(separator: ", ")), or all.")

  @Argument(help: "What to measure.")
  var names: [String]

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @Option(help: "How many times each is measured.")
  var runs = 9

  @Option(help: "How many threads may work.")
  var threads = 2

  func validate() throws {
    for name in names where name != "all" && !Workload.names.contains(name) {
      throw ValidationError(
        "no benchmark is named '\(name)'; names: \(Workload.names.joined(separator: ", ")), all")
    }
    guard runs > 0, threads > 0 else {
      throw ValidationError("--runs and --threads must be at least 1")
    }
  }

  func run() throws {
    Workers.count = threads
    for name in names.contains("all") ? Workload.names : names {
      for measurement in try Workload.run(name, runs: runs) {
        print(json ? measurement.json : measurement.text)
      }
    }
  }
}
