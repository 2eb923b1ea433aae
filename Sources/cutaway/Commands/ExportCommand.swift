import ArgumentParser
import ModelFiles
import Tensors
import Transformers

/// `cutaway export`: a model as a folder that Hugging Face's library opens.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model as a folder that Hugging Face's library opens.",
    discussion: """
      Example:
        cutaway export --model translator --format huggingface \\
            --out translator-folder

      Writes config.json, model.safetensors, the tokenizer's files and the model's card. Both heads of a \
      model that has two are written.
      """)

  /// The forms that models are written in.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// A folder as Hugging Face's transformers saves it.
    case huggingface
  }

  @OptionGroup var model: ModelOption

  @Option(help: ArgumentHelp("The form to write: huggingface.", valueName: "format"))
  var format = Format.huggingface

  @Option(
    help: ArgumentHelp("The folder to write, made if it is not there.", valueName: "dir"))
  var out: String

  @Flag(help: "Write into a folder that has files in it; those of the same names are replaced.")
  var force = false

  func run() throws {
    let loaded = try model.open()
    guard let family = ExportedModel.Family(architecture: loaded.architecture) else {
      throw Failure(.usage, "\(ExportError.architecture(loaded.architecture))")
    }
    try check(loaded)
    let place = loaded.place
    // The head that the folder names comes first, and all heads are written unless one was asked for.
    var models = [loaded.model]
    var labels = loaded.labels
    if model.head == nil, loaded.labels.isEmpty, loaded.heads.contains(.labels) {
      let classifier = try ModelFolder.open(place, head: .labels)
      models.append(classifier.model)
      labels = classifier.labels
    }
    let card = try place.bytes(of: ModelCard.fileName)
    let exported = ExportedModel(
      family: family, models: models, labels: labels,
      tokenizer: try place.bytes(of: TokenizerFile.fileName, limit: TokenizerFile.sizeLimit) ?? [],
      extra: card.map { [(ModelCard.fileName, $0)] } ?? [])
    do { try exported.write(to: out) } catch .file(let error) {
      // Status 3 is for files that are read.
      throw Failure(.failed, error.description)
    } catch {
      throw Failure(.usage, error.description)
    }
    var output = Output()
    let count = models[0].parameters.count
    try output.line("\(VisibleText.escaped(out)): \(family.rawValue), \(count) parameters")
    try output.flush()
  }

  /// Refuses folders that something could be lost in.
  private func check(_ loaded: LoadedModel) throws {
    guard !out.isEmpty else { throw Failure(.usage, "--out: the path is empty") }
    let folder = out.hasSuffix("/") ? out : out + "/"
    let own =
      loaded.files + [loaded.place.path(of: TokenizerFile.fileName)]
      + [loaded.place.path(of: ModelCard.fileName)]
    let places = own.compactMap { FilePlace($0) }
    let names = Folder.names(in: out)
    if names.contains(where: { FilePlace(folder + $0).map(places.contains) ?? false }) {
      throw Failure(
        .usage, "--out: \(VisibleText.quoted(out)) has the model's own files; name another folder")
    }
    guard names.isEmpty || force else {
      throw Failure(
        .usage,
        "--out: \(VisibleText.quoted(out)) is not empty; name another folder, or give --force to "
          + "replace files of the same names")
    }
  }
}
