/// Fuzzes the JSON parser; what is accepted must come back the same after writing and reading.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = UnsafeRawBufferPointer(start: start, count: count)
  let options = JSONParser.Options(
    maximumDepth: 32, maximumValues: 10_000, acceptsNonFinite: count.isMultiple(of: 2))
  do {
    let value = try JSONParser.parse(text, options: options)
    checkKeys(value)
    checkRoundTrip(value)
  } catch {
    precondition((0...count).contains(error.offset), "a place outside the text")
    let sentence = "\(error)"
    precondition(!sentence.unicodeScalars.contains(where: VisibleText.isHidden), "not printable")
    precondition(sentence.unicodeScalars.count < 1000, "too long")
  }
  return 0
}

/// No object may have a key twice.
private func checkKeys(_ value: JSONValue) {
  switch value {
  case .array(let elements):
    for element in elements { checkKeys(element) }
  case .object(let members):
    let keys = members.map { Array($0.key.utf8) }
    precondition(Set(keys).count == keys.count, "a key twice")
    for member in members { checkKeys(member.value) }
  case .null, .boolean, .integer, .number, .string: break
  }
}

private func checkRoundTrip(_ value: JSONValue) {
  let options = JSONParser.Options(maximumDepth: 32)
  let compact = JSONWriter.bytes(of: value, notFinite: .string)
  let indented = JSONWriter.bytes(of: value, notFinite: .string, indentation: 2)
  guard let once = try? JSONParser.parse(compact, options: options),
    let twice = try? JSONParser.parse(indented, options: options)
  else { preconditionFailure("written text is not read") }
  precondition(once == twice, "indentation changes the value")
  precondition(JSONWriter.bytes(of: once) == compact, "writing again changes the text")
  if !hasNonFinite(value) { precondition(once == value, "reading back changes the value") }
}

private func hasNonFinite(_ value: JSONValue) -> Bool {
  switch value {
  case .number(let number): !number.isFinite
  case .array(let elements): elements.contains(where: hasNonFinite)
  case .object(let members): members.contains { hasNonFinite($0.value) }
  case .null, .boolean, .integer, .string: false
  }
}
