/// A kind of file that people have where a safetensors file is due, told by its first bytes.
package enum ForeignFormat: Equatable, Sendable, CaseIterable {
  /// A Python pickle, also PyTorch's oldest files.
  case pickle
  /// A zip archive: PyTorch's `.bin`, `.pt` and `.pth`, and NumPy's `.npz`.
  case zip
  /// A tar archive.
  case tar
  /// What gzip makes.
  case gzip
  /// llama.cpp's format.
  case gguf
  /// Keras' and TensorFlow's `.h5`.
  case hdf5
  /// One NumPy array.
  case npy
  /// The few lines that Git keeps in the place of a large file.
  case gitLFSPointer
  /// A web page, such as a server sends instead of the file.
  case webPage
  /// JSON without the length before it, such as a configuration.
  case json

  /// The kind of file that begins with these bytes; `nil` if it is none of these.
  init?(_ file: UnsafeRawBufferPointer) {
    func begins(_ text: StaticString, at offset: Int = 0) -> Bool {
      let count = text.utf8CodeUnitCount
      guard file.count >= offset + count else { return false }
      return (0..<count).allSatisfy { file[offset + $0] == text.utf8Start[$0] }
    }
    func beginsWithByte(_ byte: UInt8, _ text: StaticString) -> Bool {
      file.first == byte && begins(text, at: 1)
    }
    if beginsWithByte(0x80, ""), file.count > 1, (1...5).contains(file[1]) {
      self = .pickle
    } else if begins("PK\u{3}\u{4}") || begins("PK\u{5}\u{6}") {
      self = .zip
    } else if begins("ustar", at: 257) {
      self = .tar
    } else if beginsWithByte(0x1F, ""), file.count > 1, file[1] == 0x8B {
      self = .gzip
    } else if begins("GGUF") {
      self = .gguf
    } else if beginsWithByte(0x89, "HDF\r\n\u{1A}\n") {
      self = .hdf5
    } else if beginsWithByte(0x93, "NUMPY") {
      self = .npy
    } else if begins("version https://git-lfs.github.com/") {
      self = .gitLFSPointer
    } else if begins("<!DOCTYPE") || begins("<!doctype") || begins("<html") || begins("<?xml") {
      self = .webPage
    } else if begins("{") || begins("[{") {
      self = .json
    } else {
      return nil
    }
  }

  /// What the file is and what to do about it, in the words that follow its path.
  var reason: String {
    switch self {
    case .pickle:
      "is a Python pickle, which can run any code when opened and is never read; "
        + saveAsSafetensors
    case .zip:
      "is a zip archive, as PyTorch writes .bin and .pt, with a pickle in it that can run code; "
        + saveAsSafetensors
    case .tar: "is a tar archive, which is not unpacked here; \(saveAsSafetensors)"
    case .gzip: "is compressed with gzip, which is not unpacked here; unpack it first"
    case .gguf: "is a GGUF file of llama.cpp, which is not read; \(fetchSafetensors)"
    case .hdf5: "is an HDF5 file of Keras, which is not read; \(saveAsSafetensors)"
    case .npy: "is a NumPy array, which is not read; save it with safetensors.numpy.save_file"
    case .gitLFSPointer:
      "is a Git LFS pointer, not the file itself; fetch the file with: git lfs pull"
    case .webPage: "is a web page, not a model; fetch the file itself"
    case .json: "is JSON, not a safetensors file; name the .safetensors file or its folder"
    }
  }
}

/// What to do with a model in a format of PyTorch's or Keras'.
let saveAsSafetensors = "save the model as safetensors where you trust it"
/// What to do with a model that was converted from safetensors.
let fetchSafetensors = "fetch the model's .safetensors files instead"
