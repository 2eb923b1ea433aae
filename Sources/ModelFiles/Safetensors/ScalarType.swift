/// What the numbers of a tensor in a safetensors file are, by the name that the file gives them.
///
/// - Source: huggingface/safetensors, `safetensors/src/tensor.rs`, `enum Dtype` (0.8.0).
package enum ScalarType: String, CaseIterable, Equatable, Sendable {
  /// One byte, 0 or 1.
  case bool = "BOOL"
  /// Four bits, two numbers in a byte.
  case float4 = "F4"
  /// Six bits, 2 of them exponent.
  case float6E2M3 = "F6_E2M3"
  /// Six bits, 3 of them exponent.
  case float6E3M2 = "F6_E3M2"
  /// One byte, without sign.
  case uint8 = "U8"
  /// One byte, signed.
  case int8 = "I8"
  /// One byte, 5 bits of exponent.
  case float8E5M2 = "F8_E5M2"
  /// One byte, 4 bits of exponent.
  case float8E4M3 = "F8_E4M3"
  /// One byte that is an exponent alone.
  case float8E8M0 = "F8_E8M0"
  /// One byte, 4 bits of exponent, finite, no negative zero.
  case float8E4M3FNUZ = "F8_E4M3FNUZ"
  /// One byte, 5 bits of exponent, finite, no negative zero.
  case float8E5M2FNUZ = "F8_E5M2FNUZ"
  /// Two bytes, signed.
  case int16 = "I16"
  /// Two bytes, without sign.
  case uint16 = "U16"
  /// IEEE 754 half precision.
  case float16 = "F16"
  /// The upper half of a single precision number.
  case bfloat16 = "BF16"
  /// Four bytes, signed.
  case int32 = "I32"
  /// Four bytes, without sign.
  case uint32 = "U32"
  /// IEEE 754 single precision.
  case float32 = "F32"
  /// Two single precision numbers, real and imaginary.
  case complex64 = "C64"
  /// IEEE 754 double precision.
  case float64 = "F64"
  /// Eight bytes, signed.
  case int64 = "I64"
  /// Eight bytes, without sign.
  case uint64 = "U64"

  /// How much room one number takes.
  ///
  /// - Units: bits.
  package var bitWidth: Int {
    switch self {
    case .float4: 4
    case .float6E2M3, .float6E3M2: 6
    case .bool, .uint8, .int8: 8
    case .float8E5M2, .float8E4M3, .float8E8M0, .float8E4M3FNUZ, .float8E5M2FNUZ: 8
    case .int16, .uint16, .float16, .bfloat16: 16
    case .int32, .uint32, .float32: 32
    case .complex64, .float64, .int64, .uint64: 64
    }
  }

  /// Whether the numbers can be read as floats here.
  package var isReadableAsFloats: Bool {
    switch self {
    case .float32, .float16, .bfloat16, .float64: true
    default: false
    }
  }

  /// Whether the numbers can be read as integers here.
  package var isReadableAsIntegers: Bool {
    switch self {
    case .int64, .int32, .int16, .int8, .uint8, .bool: true
    default: false
    }
  }
}

#if _endian(big)
  #error("safetensors files are little-endian, and these loops read them as the host's own order")
#endif

// MARK: Conversion

extension ScalarType {
  /// Converts numbers to floats; `nil` where these are not floats of a kind that is read.
  ///
  /// F16 and BF16 lose nothing. F64 is rounded to the nearest; what is beyond a `Float` becomes an
  /// infinity. The bytes need no alignment.
  ///
  /// - Complexity: O(bytes).
  func floats(from bytes: UnsafeRawBufferPointer) -> [Float]? {
    let count = bytes.count * 8 / bitWidth
    return switch self {
    case .float32:
      [Float](unsafeUninitializedCapacity: count) { floats, initialized in
        UnsafeMutableRawBufferPointer(floats).copyMemory(from: bytes)
        initialized = count
      }
    case .bfloat16:
      convert(bytes, count) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .float16:
      convert(bytes, count, floatFromHalf)
    case .float64:
      convert(bytes, count) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    default: nil
    }
  }

  /// Converts numbers to integers; `nil` where these are not integers of a kind that is read.
  ///
  /// A truth value is 1 where its byte is anything but 0. The bytes need no alignment.
  ///
  /// - Complexity: O(bytes).
  func integers(from bytes: UnsafeRawBufferPointer) -> [Int]? {
    let count = bytes.count * 8 / bitWidth
    return switch self {
    case .int64: convert(bytes, count) { (value: Int64) in Int(value) }
    case .int32: convert(bytes, count) { (value: Int32) in Int(value) }
    case .int16: convert(bytes, count) { (value: Int16) in Int(value) }
    case .int8: convert(bytes, count) { (value: Int8) in Int(value) }
    case .uint8: convert(bytes, count) { (value: UInt8) in Int(value) }
    case .bool: convert(bytes, count) { (value: UInt8) in value == 0 ? 0 : 1 }
    default: nil
    }
  }
}

/// Converts `count` scalars that lie one after another.
@inline(__always)
private func convert<Source: BitwiseCopyable, Target>(
  _ bytes: UnsafeRawBufferPointer, _ count: Int, _ transform: (Source) -> Target
) -> [Target] {
  [Target](unsafeUninitializedCapacity: count) { target, initialized in
    guard let base = bytes.baseAddress, let target = target.baseAddress else { return }
    let stride = MemoryLayout<Source>.size
    for index in 0..<count {
      let value = base.loadUnaligned(fromByteOffset: index * stride, as: Source.self)
      (target + index).initialize(to: transform(value))
    }
    initialized = count
  }
}

/// Widens an IEEE 754 half to a float, without a branch so that the loop around it vectorizes.
///
/// With the sign shifted out, a half is 5 bits of exponent and 10 of fraction. Moved into a
/// float's place its exponent is 2¹¹² too small (127 − 15): for 31, which means infinity or NaN,
/// the rest of the way to 255 is added; for subnormals the fraction is put under the exponent
/// of 0.5, from which 0.5 is taken away again.
///
/// - Source: IEEE 754-2008, §3.4; the subtraction of 0.5 is Fabian Giesen's.
@inline(__always)
private func floatFromHalf(_ half: UInt16) -> Float {
  let sign = UInt32(half & 0x8000) << 16
  let magnitude = UInt32(half & 0x7FFF)
  let special: UInt32 = magnitude >= 0x7C00 ? 112 << 23 : 0
  let normal = (magnitude << 13) &+ (112 << 23) &+ special
  // Under the exponent of 0.5 (126) one unit of a float's fraction is 2⁻²⁴, as it is in the half.
  let subnormal = (Float(bitPattern: magnitude | (126 << 23)) - 0.5).bitPattern
  return Float(bitPattern: sign | (magnitude < 0x0400 ? subnormal : normal))
}
