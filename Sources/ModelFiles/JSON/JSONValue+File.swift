import Tensors

extension JSONValue {
  /// Reads the JSON file at `path`, if it is no larger than `limit`.
  ///
  /// - Parameters:
  ///   - path: A regular file.
  ///   - limit: The most bytes that it may have; by default what a configuration may.
  ///   - acceptsNonFinite: Whether `NaN` and `Infinity` are numbers, as Python writes them.
  /// - Throws: ``ModelFileError/file(_:)`` or ``ModelFileError/json(path:_:)``.
  package init(
    contentsOf path: String, limit: Int = SmallFile.configurationLimit,
    acceptsNonFinite: Bool = false
  ) throws(ModelFileError) {
    let bytes: [UInt8]
    do { bytes = try SmallFile.read(path: path, limit: limit) } catch { throw .file(error) }
    let options = JSONParser.Options(maximumBytes: limit, acceptsNonFinite: acceptsNonFinite)
    do { self = try JSONParser.parse(bytes, options: options) } catch {
      throw .json(path: path, error)
    }
  }
}
