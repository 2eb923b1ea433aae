/// Fuzzes the reading of a safetensors header; what is accepted must be consistent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHeader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = UnsafeRawBufferPointer(start: start, count: count)
  do {
    let header = try SafetensorsHeader(file: file)
    check(header, of: file)
  } catch {
    checkSentence("\(error)")
  }
  if let format = ForeignFormat(file) { checkSentence(format.reason) }
  return 0
}

/// The tensors must fill what follows the header, one after another, and be readable.
private func check(_ header: SafetensorsHeader, of file: UnsafeRawBufferPointer) {
  var end = header.tensors.first?.bytes.lowerBound ?? file.count
  for tensor in header.tensors {
    precondition(tensor.bytes.lowerBound == end, "a hole or an overlap")
    end = tensor.bytes.upperBound
    precondition(end <= file.count, "beyond the end")
    let bytes = UnsafeRawBufferPointer(rebasing: file[tensor.bytes])
    let floats = tensor.dtype.floats(from: bytes)
    precondition((floats != nil) == tensor.dtype.isReadableAsFloats)
    precondition(floats.map { $0.count == tensor.shape.reduce(1, *) } ?? true)
    let integers = tensor.dtype.integers(from: bytes)
    precondition((integers != nil) == tensor.dtype.isReadableAsIntegers)
  }
  precondition(end == file.count, "bytes left over")
}

/// Whatever is in the file, a message is one short line of printable text.
private func checkSentence(_ sentence: String) {
  precondition(!sentence.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
  precondition(sentence.unicodeScalars.count < 2000, "too long")
}
