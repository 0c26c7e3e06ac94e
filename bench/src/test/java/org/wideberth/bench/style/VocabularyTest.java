package org.wideberth.bench.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// No state, verb, field or label could be read as leave to act, or is about harming anybody.
/// Wideberth gives no leave: an operation is declared, and a pair is apart, within tolerance or in
/// conflict; who agrees to an offer agrees to it, and does not accept it.
class VocabularyTest {
  private static final Pattern BANNED =
      Pattern.compile(
          "(?i)\\b(approv(e|es|ed|al|ing)|authori[sz](e|es|ed|ing|ation)"
              + "|(dis)?allow(s|ed|ing)?|permi(t|ts|tted|ssion)|clear(s|ed|ing|ance)?|safe to"
              + "|accept(s|ed|ing|able|ance)?|den(y|ies|ied|ying|ial)"
              + "|target(s|ed|ing)?|weapon(s|ry)?)\\b");

  /// Names that HTTP fixes, and that no person is shown.
  private static final Set<String> PROTOCOL_NAMES =
      Set.of("Authorization", "authorization", "Allow", "Permissions-Policy");

  private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)*\\b");

  private static List<SourceFile> files;

  @BeforeAll
  static void readFiles() throws IOException {
    files =
        SourceFile.all().stream()
            .filter(file -> file.isMain() || file.path().equals("board/index.html"))
            .filter(file -> !file.path().startsWith("bench/"))
            .toList();
  }

  private static List<String> in(SourceFile file) {
    List<String> faults = new ArrayList<>();
    for (String text : seen(file)) {
      Matcher word = BANNED.matcher(text.replace('_', ' '));
      if (!PROTOCOL_NAMES.contains(text) && word.find()) {
        faults.add(file.path() + ": \"" + word.group() + "\" in \"" + text + "\"");
      }
    }
    return faults;
  }

  /// What a person or another program may come to see.
  private static List<String> seen(SourceFile file) {
    if (file.path().endsWith(".yaml")) {
      return file.lines().stream().filter(line -> !line.contains("`Authorization: Be")).toList();
    }
    if (file.path().endsWith(".html")) {
      return file.lines();
    }
    List<String> texts = new ArrayList<>();
    if (file.path().matches(".*\\.(java|ts)")) {
      texts.addAll(Literals.of(file));
    }
    if (file.isJava()) {
      CONSTANT.matcher(file.text()).results().forEach(each -> texts.add(each.group()));
    }
    return texts;
  }

  @Test
  void noWordThatAnybodySeesReadsAsPermissionOrHarm() {
    assertThat(files)
        .extracting(SourceFile::name)
        .contains("openapi.yaml", "index.html", "Main.java");
    assertThat(files.stream().flatMap(file -> in(file).stream())).isEmpty();
  }

  @Test
  void aBannedWordIsFoundWhereverItStands() {
    assertThat(in(new SourceFile("A.java", "enum A { OFFER_ACCEPTED }"))).hasSize(1);
    assertThat(in(new SourceFile("A.java", "json.put(\"target\", 1);"))).hasSize(1);
    assertThat(in(new SourceFile("a.ts", "h(\"button\", {}, `Approve it`)"))).hasSize(1);
    assertThat(in(new SourceFile("a.yaml", "  /operations/{id}/clear:"))).hasSize(1);
    assertThat(in(new SourceFile("a.html", "<p>You may be cleared</p>"))).hasSize(1);
    assertThat(in(new SourceFile("A.java", "String a = \"it is unclear, or nuclear\";"))).isEmpty();
  }

  @Test
  void textsAreFoundButNotComments() {
    String source =
        """
        // allowed here
        String a = "not " + "clear\\"ed"; /* approved */ char c = '"';
        String b = \"""
            it is
            authorised\""";
        """;
    assertThat(Literals.of(new SourceFile("A.java", source)))
        .containsExactly("not ", "clear\\\"ed", "\"", "\n    it is\n    authorised");
  }
}
