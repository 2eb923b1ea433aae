import Testing

@testable import ModelFiles

/// Base 64, with the examples of RFC 4648, section 10.
struct Base64Tests {
  @Test(
    arguments: [
      ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
      ("Zm9vYmE=", "fooba"), ("Zm9vYmFy", "foobar"), ("Pz8/Pj4+", "???>>>"),
    ] as [(String, String)])
  func `bytes are read`(text: String, bytes: String) {
    #expect(Base64.decode(text) == Array(bytes.utf8))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zm8", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9v\n", "Zh==", "Zm9=", "Zé==",
  ])
  func `anything else is not`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
