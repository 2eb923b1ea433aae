import Tensors

extension LanguageProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notUTF8(let byte):
      "expected UTF-8, found the byte \(VisibleText.quoted([byte])); save the file as UTF-8"
    case .hidden(let scalar):
      "\(code(scalar)) cannot be seen; take it out"
    case .otherSpace(let scalar):
      "\(code(scalar)) is another space than that of the space bar; type a plain one"
    case .strayComment:
      "\"#\" begins a comment only at the start of a line or after two spaces; "
        + "put two spaces before it"
    case .character(let found):
      "expected no braces and no bars in a text, found \(quoted(found)); take it out"
    case .keyword(let found, let nearest):
      "expected language, field, fact, table, rule or start, found \(quoted(found)); "
        + advice(nearest, "indent the line if it belongs to a table or a rule")
    case .indented(nil):
      "expected a block to begin, found an indented line; take out the spaces before it"
    case .indented(let keyword?):
      "expected a line that is not indented, for \(quoted(keyword)) has no lines of its own; "
        + "take out the spaces before it"
    case .form(let form, let found): "expected \"\(form)\", found \(quoted(found)); write it so"
    case .ruleLine(let found):
      "expected let, where, then or \"NAME: TEXT\", found \(quoted(found)); write it so"
    case .late(let found, let after):
      "expected \(found) before \(after); move the line up"
    case .name(let found):
      "expected a name (a letter, then letters, digits, \"-\" and \"_\"), found \(quoted(found)); "
        + "choose such a name"
    case .reserved(let name):
      "\(quoted(name)) is a word of the format; choose another name"
    case .twice(let kind, let name, let line):
      "found a second \(kind), \(quoted(name)), the first is in line \(line); "
        + "choose another name or take one out"
    case .tooMany(let what, let limit):
      "expected at most \(limit) \(what), found more; make the language smaller"
    case .missing(let what, let form): "has no \(quoted(what)); add a line \(quoted(form))"
    case .weight(let found):
      "expected a weight, a number from 0.000001 to 1000000, found \(quoted(found)); correct it"
    case .times(let found, let limit):
      "expected how often, such as 2 or 1..3 and at most \(limit), found \(quoted(found)); "
        + "correct it"
    case .cells(let table, let expected, let found):
      "expected \(counted(expected, "cell")) in a row of table \(quoted(table)), found \(found); "
        + "part cells by \"|\", write \"-\" where there is none"
    case .emptyCell(let column):
      "expected a text in column \(quoted(column)), found nothing; "
        + "write \"-\" for no cell, two quotation marks for the empty text"
    case .noRows(let table):
      "expected a line of column names and a row in table \(quoted(table)), found none; add them"
    case .unknown(let kind, let found, let nearest):
      "expected a \(kind), found \(quoted(found)); " + advice(nearest, "check the name")
    case .noPart(let part, let owner, let nearest):
      "\(owner) has no \(quoted(part)); " + advice(nearest, "check the name")
    case .variableAlone(let name):
      "expected a text or \"variable.column\", found the variable \(quoted(name)); "
        + "write \"\(VisibleText.escaped(name)).\" and the column"
    case .lacks(let rule, let line):
      "this alternative of rule \(quoted(rule)) has no line \"\(VisibleText.escaped(line)):\"; "
        + "add it (\"-\" if there is no such text)"
    case .noText(let rule, let field):
      "rule \(quoted(rule)) makes whole texts, and this alternative has none in field "
        + "\(quoted(field)); write one (two quotation marks for the empty text)"
    case .unused(let kind, let name):
      "\(kind) \(quoted(name)) is never used; use it or take it out"
    case .cycle(let rules):
      "rules draw each other in a circle: "
        + rules.map { VisibleText.escaped($0, limit: 80) }.joined(separator: " -> ")
        + "; a text would never end, break the circle"
    case .timesOfTable(let name):
      "expected a rule before \"times\", found the table \(quoted(name)); "
        + "make a rule that draws a row of it"
    case .condition(let found):
      "expected a condition such as \"x.column = word\", \"no x.column\", \"x.column in a b\", "
        + "\"x != y\" or \"fact(x) = y\", found \(quoted(found)); write it so"
    case .noValue(let value, let place, let nearest):
      "\(place) is never \(quoted(value)); " + advice(nearest, "check the word")
    case .indirect(let value, let owner):
      "\(owner) has no \(quoted(value)), which may be asked for here; add it"
    case .otherTables(let left, let right):
      "\(quoted(left)) and \(quoted(right)) are rows of different tables; compare their columns"
    case .notRow(let name):
      "expected a variable drawn from a table, found \(quoted(name)); name one"
    case .factTable(let fact, let variable, let expected, let found):
      "fact \(quoted(fact)) needs a row of table \(quoted(expected)) here, found "
        + "\(quoted(variable)), a row of table \(quoted(found)); name another variable"
    case .noRow(let table):
      "no row of table \(quoted(table)) satisfies the conditions; loosen them"
    case .order(let field, let first, let second):
      "\(quoted(first)) is drawn before \(quoted(second)), and both touch facts, "
        + "but field \(quoted(field)) tells them the other way round; keep one order"
    case .notShown(let field, let variable):
      "\(quoted(variable)) touches facts and does not show in field \(quoted(field)); "
        + "show it, so that the text tells what happened"
    case .template(let expected, let found):
      "expected \(expected), found \(found.isEmpty ? "the end" : quoted(found)); correct it"
    case .tooLong(let rule, let limit):
      "a text of rule \(quoted(rule)) may have more than \(limit) parts; make it shorter"
    case .tooDeep(let rule, let limit):
      "rules nest more than \(limit) deep below \(quoted(rule)); make them flatter"
    }
  }

  private func advice(_ nearest: String?, _ otherwise: String) -> String {
    nearest.map { "did you mean \(quoted($0))?" } ?? otherwise
  }
}

private func quoted(_ text: String) -> String { VisibleText.quoted(text) }

private func code(_ scalar: UInt32) -> String {
  let digits = String(scalar, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
