import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// `cutaway models`: the models that are part of the program.
struct ModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models",
    abstract: "List the models that are built into the program.",
    discussion: """
      Their names go wherever --model does:
        cutaway inspect --model translator
      """)

  @Flag(help: "Print one JSON object a model.")
  var json = false

  func run() throws {
    var output = Output()
    let models = try ModelPlace.bundledNames.map(BundledModel.init)
    if json {
      for model in models { try output.line(JSONWriter.bytes(of: model.json, notFinite: .string)) }
    } else {
      for line in ModelTable(models).lines { try output.line(line) }
    }
    try output.flush()
  }
}
