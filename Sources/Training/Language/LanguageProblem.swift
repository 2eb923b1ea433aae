/// What is wrong in a line of a grammar.
package enum LanguageProblem: Error, Equatable, Sendable {
  // MARK: Characters

  /// A byte does not belong to UTF-8.
  case notUTF8(byte: UInt8)
  /// A character cannot be seen.
  case hidden(UInt32)
  /// A space is not the one of the space bar.
  case otherSpace(UInt32)
  /// `#` stands inside a line, not after two spaces.
  case strayComment
  /// A character cannot be in a text.
  case character(String)

  // MARK: Blocks and lines

  /// A block begins with an unknown word.
  case keyword(String, nearest: String?)
  /// A line is indented where no table and no rule has begun.
  case indented(after: String?)
  /// A line has not the form it should have.
  case form(String, found: String)
  /// A line of a rule is none of those that rules have.
  case ruleLine(String)
  /// A line of a rule comes too late.
  case late(String, after: String)
  /// Something cannot be a name.
  case name(String)
  /// A name is a word of the format.
  case reserved(String)
  /// A name is given twice.
  case twice(String, String, firstLine: Int)
  /// There is more than is read.
  case tooMany(String, limit: Int)
  /// A statement that every grammar has is not there.
  case missing(String, form: String)
  /// A weight is no number above 0.
  case weight(String)
  /// A number of repetitions cannot be.
  case times(String, limit: Int)

  // MARK: Tables

  /// A row has another number of cells than the table has columns.
  case cells(String, expected: Int, found: Int)
  /// A cell is empty.
  case emptyCell(String)
  /// A table has no row.
  case noRows(String)

  // MARK: Names

  /// A name stands for nothing of the kind that is due.
  case unknown(String, String, nearest: String?)
  /// A table has no such column, or a rule no such line.
  case noPart(String, of: String, nearest: String?)
  /// A name is neither a variable nor of the form `variable.column`.
  case variableAlone(String)
  /// A rule's alternative lacks a line that another one has, or the start rule a field.
  case lacks(rule: String, line: String)
  /// An alternative of the start rule has no text in a field.
  case noText(rule: String, field: String)
  /// Nothing ever draws it.
  case unused(String, String)
  /// Rules draw each other in a circle.
  case cycle([String])
  /// A rule is repeated with `times` that is no rule.
  case timesOfTable(String)

  // MARK: Conditions and facts

  /// A condition has none of the forms.
  case condition(String)
  /// No row or alternative has the text that a condition asks for.
  case noValue(String, in: String, nearest: String?)
  /// A text that is to name a column names none.
  case indirect(value: String, of: String)
  /// Rows of two tables are compared.
  case otherTables(String, String)
  /// A variable is no row, where one is due.
  case notRow(String)
  /// A fact is about rows of another table.
  case factTable(fact: String, variable: String, expected: String, found: String)
  /// No row satisfies the conditions.
  case noRow(String)
  /// Facts change in another order than a field tells them.
  case order(field: String, first: String, second: String)
  /// A part that touches facts does not show in a field.
  case notShown(field: String, variable: String)

  // MARK: Templates

  /// A template has a sign where it cannot be.
  case template(expected: String, found: String)
  /// A text may grow longer than is drawn.
  case tooLong(rule: String, limit: Int)
  /// Rules draw rules that draw rules, too deep.
  case tooDeep(rule: String, limit: Int)
}
