/// Texts that would end elements and quotes, run scripts, turn others around or overflow.
enum HostileTexts {
  static let all = [
    "</td></main></script><script>alert(1)</script>", "\" onclick=\"alert(1)", "' onclick='alert(1)", "<!--", "]]>",
    "\u{202E}gnp.exe", "a\u{0}b\u{7}\u{1B}[31m", "&lt;b&gt;", "${x}%{y}\\u003C", "", " ", "../..", "a\r\nb",
    "🧑‍💻\u{E9}", String(repeating: "long ", count: 200),
  ]

  /// One that is like all of them.
  static let one = "\" x='</script><script>alert(1)</script><!--&\u{202E}\n"
}
