import Foundation
import ModelFiles
import Testing
import Tracing
import Transformers

@testable import ModelFiles

/// Files: what is read, from where, and what is shared.
struct ModelFolderTests {
  @Test func `a folder, its configuration and its tensors' file are the same model`() throws {
    let folder = Golden.folder("gpt2")
    for path in [folder, folder + "/", folder + "/config.json", folder + "/model.safetensors"] {
      let loaded = try ModelFolder.open(path)
      #expect(loaded.architecture == "GPT2LMHeadModel")
      #expect(
        loaded.files
          == ["config.json", "generation_config.json", "model.safetensors"].map {
            "\(folder)/\($0)"
          })
    }
  }

  @Test func `parameters are windows of the tensors as stored, each held once`() throws {
    let loaded = try Golden("gpt2").loaded
    let parameters = loaded.model.parameters
    #expect(parameters.stored.count == 28)
    #expect(loaded.unusedTensors == [])
    let names = ["queries", "keys", "values"].map {
      loaded.origin(of: Address("decoder/2/self-attention/\($0)/weight"))?.tensor
    }
    #expect(names == Array(repeating: "transformer.h.1.attn.c_attn.weight", count: 3))
    #expect(
      loaded.origin(of: "decoder/token-embedding/table")?.file
        == Golden.folder("gpt2") + "/model.safetensors")
    let keys = try #require(parameters["decoder/1/self-attention/keys/weight"])
    #expect(keys.layout == .inputOutput && keys.offset == 16 && keys.rowStride == 48)
    let packed = try #require(
      try Golden("torch-preln").model.parameters["encoder/1/self-attention/values/weight"])
    #expect(packed.layout == .outputInput && packed.offset == 512 && packed.rowStride == 16)
  }

  /// Names without the base model's prefix, norms with gamma and beta, buffers besides.
  @Test func `files of base models and of old versions are read`() throws {
    let original = try TensorSource(path: Golden.folder("bert"))
    let folder = FileManager.default.temporaryDirectory.path + "/cutaway-hf-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.copyItem(
      atPath: Golden.folder("bert") + "/config.json", toPath: folder + "/config.json")
    func renamed(_ name: String) -> String {
      (name.hasPrefix("bert.") ? String(name.dropFirst(5)) : name)
        .replacing("LayerNorm.weight", with: "LayerNorm.gamma")
        .replacing("LayerNorm.bias", with: "LayerNorm.beta")
    }
    var writer = try SafetensorsWriter(
      path: folder + "/model.safetensors",
      tensors: original.tensors.map { .floats(renamed($0.name), shape: $0.shape) }
        + [.integers("embeddings.position_ids", shape: [1, 2])])
    for tensor in original.tensors { try writer.write(original.floats(of: tensor.name).array()) }
    try writer.write([0, 1] as [Int64])
    try writer.commit()
    let golden = try Golden("bert")
    let input = try golden.input()
    let loaded = try ModelFolder.open(folder)
    #expect(loaded.unusedTensors == ["embeddings.position_ids"])
    func states(_ model: Model) throws -> [Float] {
      let trace = try model.trace(input)
      return trace.trace.values(of: trace.states).array
    }
    #expect(try states(loaded.model) == states(golden.model))
  }
}
