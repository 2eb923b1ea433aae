import ArgumentParser
import Explorer
import ModelFiles
import Tensors
import Training

/// `cutaway reproduce`: what papers say of Pre-LN and Post-LN, measured here.
struct ReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Measure what papers say of Pre-LN and Post-LN, and say whether it holds.",
    discussion: """
      Examples:
        cutaway reproduce                          (the claims)
        cutaway reproduce xiong-lemma-2
        cutaway reproduce xiong-theorem-1 --seeds 40 --layers 2,6,12,24 --width 256
        cutaway reproduce warm-up --lang zh

      Each row has what is predicted, the mean over the seeds that was measured, and the interval that \
      holds the true mean with a confidence of 95 %. The same seeds give the same numbers. See \
      Docs/Norms.md.
      """)

  @Argument(help: ArgumentHelp("A claim; without one, they are listed.", valueName: "claim"))
  var claim: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Over how many seeds, which count from 1.", valueName: "n"))
  var seeds: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The depths, with commas between: 2,6,12.", valueName: "l,l"))
  var layers: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The model width d.", valueName: "d"))
  var width: Int?

  @Flag(help: "Print one JSON object a claim.")
  var json = false

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp("The language: en or zh; otherwise as LANG says.", valueName: "l"))
  var language: DisplayLanguage?

  func validate() throws {
    if let seeds, !(1...10_000).contains(seeds) {
      throw ValidationError("--seeds must be between 1 and 10000, is \(seeds)")
    }
    if let width, !(8...1024).contains(width) || width % 4 != 0 {
      throw ValidationError("--width must be a multiple of 4 from 8 to 1024, is \(width)")
    }
    if let layers, Self.depths(layers) == nil {
      throw ValidationError(
        "--layers: \(VisibleText.quoted(layers)) is not a list of up to 16 depths from 1 to 64 with "
          + "commas between, such as 2,6,12")
    }
    guard claim != nil || (seeds == nil && layers == nil && width == nil) else {
      throw ValidationError("--seeds, --layers and --width go with a claim, which is not given")
    }
  }

  private static func depths(_ text: String) -> [Int]? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let depths = words.compactMap { Int($0) }.filter { (1...64).contains($0) }
    return depths.count == words.count && depths.count <= 16 ? depths : nil
  }

  func run() throws {
    let text = FindingText(language ?? DisplayLanguage(environment: Environment.variables))
    var output = Output()
    guard let word = claim else {
      for claim in Claim.allCases {
        if json {
          try output.line(JSONWriter.bytes(of: FindingJSON.value(of: claim)))
        } else {
          for line in text.lines(of: claim) { try output.line(line) }
        }
      }
      return try output.flush()
    }
    guard let claim = Claim(rawValue: word) else { throw Failure(.usage, Self.unknown(word)) }
    var setting = claim.standard
    if let seeds { setting.seeds = seeds }
    if let layers, let depths = Self.depths(layers) { setting.layers = depths }
    if let width { setting.width = width }
    Workers.count = Workers.processorCount
    if !json {
      for line in text.head(of: claim, setting) { try output.line(line) }
      try output.flush()
    }
    var line = ProgressLine()
    let clock = ContinuousClock()
    let start = clock.now
    let finding = try claim.measure(setting) { share in
      let time = (clock.now - start) / .seconds(1)
      line?.show(at: time) { width in text.progress(share, seconds: time, width: width) }
    }
    line?.clear()
    if json {
      try output.line(
        JSONWriter.bytes(of: FindingJSON.value(of: finding, setting), notFinite: .string))
    } else {
      for line in text.lines(of: finding) { try output.line(line) }
    }
    try output.flush()
  }

  private static func unknown(_ word: String) -> String {
    let names = Claim.allCases.map(\.rawValue)
    let nearest = names.min { editDistance($0, word) < editDistance($1, word) }
    let meant = nearest.flatMap { editDistance($0, word) <= 4 ? "; did you mean '\($0)'" : nil }
    return "\(VisibleText.quoted(word)) is no claim\(meant ?? ""). Claims: "
      + names.joined(separator: ", ")
  }
}
