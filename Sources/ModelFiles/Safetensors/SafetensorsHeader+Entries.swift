extension SafetensorsHeader {
  /// A tensor's entry while it is checked, its bytes counted from the end of the header.
  struct Entry {
    var name: String
    var dtype: ScalarType
    var shape: [Int]
    var bitCount: UInt64
    var begin: Int
    var end: Int
  }

  /// The fields of a tensor's entry as they stand in the file.
  private struct Fields {
    var name: String
    var dtype: JSONValue
    var shape: JSONValue
    var offsets: JSONValue
  }

  // Each check is made for every tensor before the next check begins, so that of several faults
  // the one that is reported does not depend on the order of the tensors alone.

  /// Reads the tensors' entries: fields, types, dimensions, offsets.
  static func entries(of members: [JSONMember]) throws(SafetensorsProblem) -> [Entry] {
    var fields: [Fields] = []
    for member in members where member.key != metadataKey {
      fields.append(try Self.fields(of: member))
    }
    let dtypes = try fields.map { field throws(SafetensorsProblem) in try dtype(of: field) }
    let shapes = try fields.map { field throws(SafetensorsProblem) in try shape(of: field) }
    var bitCounts: [UInt64] = []
    for (index, field) in fields.enumerated() {
      let bits = bitCount(dtypes[index], shapes[index])
      guard let bits else { throw .sizeOverflow(tensor: field.name, shape: shapes[index]) }
      bitCounts.append(bits)
    }
    var entries: [Entry] = []
    for (index, field) in fields.enumerated() {
      let (begin, end) = try offsets(of: field)
      entries.append(
        Entry(
          name: field.name, dtype: dtypes[index], shape: shapes[index],
          bitCount: bitCounts[index], begin: begin, end: end))
    }
    return entries
  }

  private static func fields(of member: JSONMember) throws(SafetensorsProblem) -> Fields {
    let (name, value) = (member.key, member.value)
    guard value.objectValue != nil else {
      throw .entryNotObject(tensor: name, found: value.kind)
    }
    func field(_ field: String) throws(SafetensorsProblem) -> JSONValue {
      guard let found = value[field] else { throw .missingField(tensor: name, field: field) }
      return found
    }
    return Fields(
      name: name, dtype: try field("dtype"), shape: try field("shape"),
      offsets: try field("data_offsets"))
  }

  private static func dtype(of fields: Fields) throws(SafetensorsProblem) -> ScalarType {
    guard let name = fields.dtype.stringValue else {
      throw .dtypeNotString(tensor: fields.name, found: fields.dtype.kind)
    }
    guard let dtype = ScalarType(rawValue: name) else {
      throw .unknownDtype(tensor: fields.name, found: name)
    }
    return dtype
  }

  private static func shape(of fields: Fields) throws(SafetensorsProblem) -> [Int] {
    guard let elements = fields.shape.arrayValue else {
      throw .shapeNotArray(tensor: fields.name, found: fields.shape.kind)
    }
    var shape: [Int] = []
    for (axis, element) in elements.enumerated() {
      guard case .integer(let dimension) = element else {
        throw .dimensionNotInteger(tensor: fields.name, axis: axis, found: shown(element))
      }
      guard dimension >= 0 else {
        throw .negativeDimension(tensor: fields.name, axis: axis, found: dimension)
      }
      shape.append(dimension)
    }
    return shape
  }

  /// The bits that a tensor takes; `nil` where 64 bits cannot count them.
  ///
  /// Multiplied from the left as the reference does it, so that both refuse the same shapes: a
  /// dimension of 0 helps only against those that come after it.
  private static func bitCount(_ dtype: ScalarType, _ shape: [Int]) -> UInt64? {
    var product: UInt64 = 1
    for factor in shape + [dtype.bitWidth] {
      let (next, overflow) = product.multipliedReportingOverflow(by: UInt64(factor))
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  private static func offsets(
    of fields: Fields
  ) throws(SafetensorsProblem) -> (begin: Int, end: Int) {
    guard let elements = fields.offsets.arrayValue else {
      throw .offsetsNotPair(tensor: fields.name, found: fields.offsets.kind)
    }
    guard elements.count == 2 else {
      throw .offsetsNotPair(tensor: fields.name, found: "one of \(elements.count)")
    }
    let pair = try elements.map { element throws(SafetensorsProblem) in
      guard case .integer(let offset) = element else {
        throw .offsetNotInteger(tensor: fields.name, found: shown(element))
      }
      guard offset >= 0 else { throw .negativeOffset(tensor: fields.name, found: offset) }
      return offset
    }
    guard pair[0] <= pair[1] else {
      throw .offsetsReversed(tensor: fields.name, begin: pair[0], end: pair[1])
    }
    return (pair[0], pair[1])
  }

  private static func shown(_ value: JSONValue) -> String {
    if case .number(let number) = value { return "\(number)" }
    return value.kind
  }

  // MARK: Places

  /// Puts the entries in the order of their bytes and makes sure that these fill the file.
  static func placed(
    _ entries: [Entry], dataStart: Int, fileSize: Int
  ) throws(SafetensorsProblem) -> [Tensor] {
    // Tensors without bytes share their place with the next one and come before it.
    let order = entries.indices.sorted { left, right in
      (entries[left].begin, entries[left].end, left)
        < (entries[right].begin, entries[right].end, right)
    }
    var end = 0
    var previous = ""
    for index in order {
      let entry = entries[index]
      guard entry.begin <= end else {
        throw .hole(tensor: entry.name, begin: entry.begin, expected: end)
      }
      guard entry.begin == end else {
        throw .overlap(
          tensor: entry.name, begin: entry.begin, previous: previous, previousEnd: end)
      }
      end = entry.end
      previous = entry.name
    }
    for index in order { try checkByteCount(entries[index]) }
    let (size, overflow) = end.addingReportingOverflow(dataStart)
    guard !overflow, size <= fileSize else {
      throw .truncated(expected: overflow ? Int.max : size, found: fileSize)
    }
    guard size == fileSize else { throw .trailingBytes(expected: size, found: fileSize) }
    return order.map { index in
      let entry = entries[index]
      return Tensor(
        name: entry.name, dtype: entry.dtype, shape: entry.shape,
        bytes: dataStart + entry.begin..<dataStart + entry.end)
    }
  }

  private static func checkByteCount(_ entry: Entry) throws(SafetensorsProblem) {
    guard entry.bitCount.isMultiple(of: 8) else {
      throw .partialByte(tensor: entry.name, dtype: entry.dtype, shape: entry.shape)
    }
    guard entry.bitCount / 8 == UInt64(entry.end - entry.begin) else {
      throw .wrongByteCount(
        tensor: entry.name, dtype: entry.dtype, shape: entry.shape,
        expected: Int(entry.bitCount / 8), found: entry.end - entry.begin)
    }
  }
}
