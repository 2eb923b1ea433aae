/// What characters do.
package enum Letters: Sendable {
  /// Each is a key of its own.
  case commands
  /// They go into a line of text.
  case text
  /// They go into a line in which nothing was typed yet, but for those that open help or the list of
  /// commands: no text begins with them, and a reader who has just left a walk means the command.
  case firstOfText
}
