import Tokenizers

extension ModelPlace {
  /// Reads the model's tokenizer; the error says what the folder has instead.
  ///
  /// - Throws: ``ModelFileError``.
  package func tokenizer() throws(ModelFileError) -> Tokenizer {
    let path = self.path(of: TokenizerFile.fileName)
    // What stands before the name: "bundled:reader/", "folder/", nothing for the working directory.
    let prefix = path.dropLast(TokenizerFile.fileName.count)
    let folder = prefix.isEmpty ? "." : String(prefix.count > 1 ? prefix.dropLast() : prefix)
    guard case .bundled = self else { return try TokenizerFile.open(inFolder: folder) }
    guard let bytes = try bytes(of: TokenizerFile.fileName, limit: TokenizerFile.sizeLimit) else {
      throw .noTokenizer(folder: folder, others: [])
    }
    return try TokenizerFile.read(bytes, path: path)
  }
}
