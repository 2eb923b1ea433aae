import ArgumentParser
import ModelFiles
import Tensors
import Tracing
import Transformers

/// `cutaway inspect`: what a model is, in this program's words.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Print a model's configuration, number of parameters, and tensors.",
    discussion: """
      Example:
        cutaway inspect --model storyteller
      """)

  @OptionGroup var model: ModelOption

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let loaded = try model.open()
    var output = Output()
    let facts = loaded.model.configuration.facts
    let tensors = loaded.model.parameters.stored
    let count = loaded.model.parameters.count
    let uses = Self.uses(of: loaded.model)
    if json {
      try output.line(
        JSONWriter.bytes(
          of: .object([
            JSONMember("architecture", .string(loaded.architecture)),
            JSONMember(
              "configuration", .object(facts.map { JSONMember($0.name, .string($0.value)) })),
            JSONMember("parameters", .integer(count)),
            JSONMember(
              "tensors",
              .array(
                tensors.indices.map { index in
                  .object([
                    JSONMember("name", .string(tensors[index].name)),
                    JSONMember("shape", .array(tensors[index].shape.array.map { .integer($0) })),
                    JSONMember("used_by", .array(uses[index].map { .string($0.path) })),
                  ])
                })),
          ]), notFinite: .string))
      try output.flush()
      return
    }
    try output.line("architecture  \(VisibleText.escaped(loaded.architecture))")
    let width = facts.map(\.name.count).max() ?? 0
    for (name, value) in facts {
      try output.line("\(name)\(String(repeating: " ", count: width - name.count))  \(value)")
    }
    try output.line("")
    try output.line("\(Self.grouped(count)) parameters in \(tensors.count) tensors")
    let nameWidth = tensors.map { VisibleText.escaped($0.name).count }.max() ?? 0
    for (index, tensor) in tensors.enumerated() {
      let name = VisibleText.escaped(tensor.name)
      let users = uses[index].isEmpty ? "not used" : uses[index].map(\.path).joined(separator: ", ")
      try output.line(
        "  \(name)\(String(repeating: " ", count: nameWidth - name.count))  \(tensor.shape)  \(users)"
      )
    }
    try output.flush()
  }

  /// For each stored tensor, the addresses of the parameters that are windows of it.
  private static func uses(of model: Model) -> [[Address]] {
    var uses = [[Address]](repeating: [], count: model.parameters.stored.count)
    for slot in model.configuration.parameterSlots {
      guard let parameter = model.parameters[slot.address] else { continue }
      uses[parameter.tensor].append(slot.address)
    }
    return uses
  }

  /// A count with its thousands apart.
  private static func grouped(_ count: Int) -> String {
    var text = ""
    for (index, digit) in String(count).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }
}
