#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file could not be read or written, whatever is in it.
///
/// Every case names the file; `description` is one line that says where, what, and what to do.
package enum FileError: Error, Equatable, Sendable {
  /// The path is empty or holds a NUL byte, which no file name can.
  case invalidPath(path: String)
  /// There is nothing at the path.
  case notFound(path: String)
  /// The folder that a new file should be put into is not there.
  case noFolder(path: String)
  /// There is something at the path that is not a regular file.
  case notRegular(path: String, kind: FileKind)
  /// The permissions forbid it.
  case notAllowed(path: String, action: FileAction)
  /// The file is larger than this reader takes.
  case tooLarge(path: String, limit: Int, found: Int)
  /// The file's size is not what it was when it was opened.
  case changed(path: String, expected: Int, found: Int)
  /// The disk has no room for what was to be written.
  case diskFull(path: String)
  /// Another failure, by the system's own number for it.
  case failed(path: String, action: FileAction, code: Int32)
}

/// What is at a path, where a regular file was due.
package enum FileKind: String, Equatable, Sendable {
  /// A folder.
  case directory = "a directory"
  /// A FIFO.
  case pipe = "a named pipe"
  /// A character or block device.
  case device = "a device"
  /// A socket.
  case socket = "a socket"
  /// What the system calls by none of these names.
  case other = "not an ordinary file"
}

/// What was being done to a file when it failed, as a word that follows "cannot be".
package enum FileAction: String, Equatable, Sendable {
  /// Opening.
  case open = "opened"
  /// Reading.
  case read = "read"
  /// Mapping into memory.
  case map = "mapped into memory"
  /// Creating or writing.
  case write = "written"
  /// Putting the new file in the place of the old one.
  case replace = "put in place"
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidPath(let path):
      "\(VisibleText.quoted(path)): is not a path: it is empty or holds a NUL byte; "
        + "give the path of a file"
    case .notFound(let path):
      "\(VisibleText.escaped(path)): there is no such file; check the path"
    case .noFolder(let path):
      "\(VisibleText.escaped(path)): its folder does not exist; make the folder first"
    case .notRegular(let path, let kind):
      "\(VisibleText.escaped(path)): is \(kind.rawValue), where a regular file is due; "
        + kind.advice
    case .notAllowed(let path, let action):
      "\(VisibleText.escaped(path)): cannot be \(action.rawValue): permission denied; "
        + "check the permissions of the file and its folder"
    case .tooLarge(let path, let limit, let found):
      "\(VisibleText.escaped(path)): is \(found) bytes, where at most \(limit) are read; "
        + "check that it is the right file"
    case .changed(let path, let expected, let found):
      "\(VisibleText.escaped(path)): was \(expected) bytes when opened and is \(found) now; "
        + "open it again when nothing writes to it"
    case .diskFull(let path):
      "\(VisibleText.escaped(path)): no space left to write it, an old file stays as it was; "
        + "free some space and try again"
    case .failed(let path, let action, let code):
      "\(VisibleText.escaped(path)): cannot be \(action.rawValue): \(systemMessage(code)) "
        + "(error \(code)); check the file and the disk it is on"
    }
  }

  /// The error for a system call's `errno`, with its own case where there is one.
  static func system(_ path: String, _ action: FileAction, _ code: Int32) -> FileError {
    switch code {
    case ENOENT, ENOTDIR:
      action == .write || action == .replace ? .noFolder(path: path) : .notFound(path: path)
    case EACCES, EPERM: .notAllowed(path: path, action: action)
    case EISDIR: .notRegular(path: path, kind: .directory)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .failed(path: path, action: action, code: code)
    }
  }
}

extension FileKind {
  /// The kind that a file's mode bits name; `nil` for a regular file.
  init?(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: self = .directory
    case S_IFIFO: self = .pipe
    case S_IFCHR, S_IFBLK: self = .device
    case S_IFSOCK: self = .socket
    default: self = .other
    }
  }

  fileprivate var advice: String {
    switch self {
    case .directory: "name a file in it"
    case .pipe, .device, .socket, .other: "copy what it holds into a file and open that"
    }
  }
}

private func systemMessage(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "unknown error" }
  return String(cString: text)
}
