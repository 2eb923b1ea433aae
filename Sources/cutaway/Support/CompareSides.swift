import ArgumentParser
import Explorer
import ModelFiles
import Tensors
import Transformers

/// Which computations are compared.
struct CompareSides: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Two or three models: bundled models' names, or folders as Hugging Face lays them out.",
      valueName: "model"))
  var models: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The text; for a model without a tokenizer token ids, apart by spaces.", valueName: "text"))
  var text: String?

  @Option(
    name: .customLong("text-b"), parsing: .unconditional,
    help: ArgumentHelp("Another text for B.", valueName: "text"))
  var textB: String?

  @Option(
    name: .customLong("target-text"), parsing: .unconditional,
    help: ArgumentHelp(
      "What the decoders of pairs read; what A itself writes, if not given.", valueName: "text"))
  var targetText: String?

  @Option(
    help: ArgumentHelp(
      """
      One model's parameters under two or three wirings, apart by commas: \
      \(Configuration.Wiring.allCases.map(\.rawValue).joined(separator: ", ")). One alone is compared with \
      the model's own.
      """, valueName: "wirings"))
  var wiring: String?

  @Option(
    help: ArgumentHelp(
      "All sides before anything was learned, from the same numbers.", valueName: "seed"))
  var initial: UInt64?

  @Option(
    name: .customLong("what-if"), parsing: .unconditional,
    help: ArgumentHelp(
      "A change in B: ADDRESS[CELL]=NUMBER, or 'head 2 of ATTENTION = off'.", valueName: "change"))
  var whatIf: String?

  /// The sides as they were asked for.
  ///
  /// - Throws: ``Failure`` where they make no sense together.
  func request() throws -> ComparisonRequest {
    let names = models.isEmpty ? [Self.first] : models
    guard names.count <= ComparisonRequest.mostSides else {
      throw Failure(
        .usage,
        "\(names.count) models: at most \(ComparisonRequest.mostSides) are shown side by side")
    }
    for name in names { _ = try ModelOption.place(name) }
    let text = try self.text ?? example(of: names[0])
    let open = OpenRequest(model: names[0], text: text, target: targetText)
    var sides = try self.sides(open, names)
    if let textB { sides[1].open.text = textB }
    if let whatIf {
      do { sides[1].change = try WhatIf(parsing: whatIf) } catch {
        throw Failure(.usage, "--what-if: \(error)")
      }
    }
    return ComparisonRequest(sides)
  }

  /// The model that is compared where none is named.
  private static let first = "translator"

  private func sides(_ open: OpenRequest, _ names: [String]) throws -> [SideRequest] {
    let wirings = try self.wirings()
    guard wirings.isEmpty else {
      guard names.count == 1 else {
        throw Failure(.usage, "--wiring: takes one model's parameters; name one model")
      }
      let own: [Configuration.Wiring?] = wirings.count == 1 ? [nil] : []
      return (own + wirings.map { $0 }).map { SideRequest(open, wiring: $0, seed: initial) }
    }
    var sides = names.map { name in
      var other = open
      other.model = name
      return SideRequest(other, seed: initial)
    }
    guard names.count == 1 else { return sides }
    // A change or another text is compared with the same model as it is.
    if textB != nil || whatIf != nil { return sides + sides }
    if let twin = Opponent.twin(of: names[0]) {
      var other = open
      other.model = twin
      sides.append(SideRequest(other, seed: initial))
    } else {
      let wiring = try ModelFolder.open(names[0]).model.configuration.wiring
      sides.append(SideRequest(open, wiring: wiring == .post ? .pre : .post, seed: initial))
    }
    return sides
  }

  private func wirings() throws -> [Configuration.Wiring] {
    guard let wiring else { return [] }
    let words = wiring.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let known = Configuration.Wiring.allCases.map(\.rawValue).joined(separator: ", ")
    let wirings = try words.map { word in
      guard let wiring = Configuration.Wiring(rawValue: word) else {
        throw Failure(.usage, "--wiring: \(VisibleText.quoted(word)) is none of \(known)")
      }
      return wiring
    }
    guard wirings.count <= ComparisonRequest.mostSides else {
      throw Failure(
        .usage,
        "--wiring: \(wirings.count) wirings; at most \(ComparisonRequest.mostSides) are shown side by side"
      )
    }
    return wirings
  }

  /// The text that a bundled model is shown with.
  private func example(of model: String) throws -> String {
    let choice = ModelChoice.shipped().first { $0.id == model }
    guard let text = choice?.examples.first?.text else {
      throw Failure(.usage, "--text: give a text for \(VisibleText.quoted(model))")
    }
    return text
  }
}
