package org.wideberth.bench.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The part of the house style that a program can keep.
class TidyTest {
  private static final int FILE_LINES_MAX = 499;
  private static final int LINE_CHARS_MAX = 110;
  private static final int METHOD_LINES_MAX = 60;

  /// Names that say nothing about what is inside.
  private static final String DRAWERS = "util|utils|common|helper|helpers|manager|impl|service";

  private static final Pattern TYPE =
      Pattern.compile("^(public )?[a-z -]*\\b(class|interface|record|enum|@interface) \\w+.*");

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public ([a-z-]+ )*(class|interface|record|enum) .*");

  private static List<SourceFile> files;

  @BeforeAll
  static void readFiles() throws IOException {
    files = SourceFile.all();
  }

  @Test
  void theFilesAreThere() {
    assertThat(files).extracting(SourceFile::path).contains("pom.xml", "wideberth", "LICENSE");
    assertThat(files).filteredOn(SourceFile::isJava).hasSizeGreaterThan(50);
  }

  @Test
  void filesLinesAndMethodsFitOnAScreen() {
    List<String> faults = new ArrayList<>();
    for (SourceFile file : where(SourceFile::isCode)) {
      List<String> lines = file.lines();
      if (lines.size() > FILE_LINES_MAX) {
        faults.add(file.path() + ": has " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).codePointCount(0, lines.get(i).length()) > LINE_CHARS_MAX) {
          faults.add("%s:%d: is longer than %d".formatted(file.path(), i + 1, LINE_CHARS_MAX));
        }
      }
      if (file.isJava()) {
        faults.addAll(longMethods(file.path(), lines));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void aMethodOfMoreThanSixtyLinesIsFound() {
    List<String> lines = new ArrayList<>(List.of("class A {", "  void a(", "      int b) {"));
    lines.addAll(List.of("    b();\n".repeat(58).split("\n")));
    lines.addAll(List.of("  }", "}"));
    assertThat(longMethods("A.java", lines)).containsExactly("A.java:2: is 61 lines long");
    lines.remove(5);
    assertThat(longMethods("A.java", lines)).isEmpty();
  }

  @Test
  void nothingIsLeftToBeDoneAndNoFileNamesARegistry() {
    // Put together here, so that this file does not hold what it looks for.
    Pattern undone = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME)\\b");
    Pattern registry =
        Pattern.compile(
            "registry\\.(npm|yarn)|repo1?\\.maven|sonatype|artifactory|jcenter|pypi\\."
                + "|\"resolved\": *\"http|<reposi"
                + "tory>|<mir"
                + "ror>");
    assertThat(found(undone, file -> true)).isEmpty();
    assertThat(found(registry, file -> !file.name().equals("TidyTest.java"))).isEmpty();
  }

  @Test
  void packagesAndClassesAreNamedAfterTheirSubject() {
    Pattern drawerClass = Pattern.compile("\\w*(Utils?|Helper|Manager|Impl|Service)\\.java");
    Pattern drawerPackage = Pattern.compile("(^|.*/)(" + DRAWERS + ")(/.*|$)");
    assertThat(where(SourceFile::isCode))
        .noneMatch(file -> drawerClass.matcher(file.name()).matches())
        .noneMatch(file -> drawerPackage.matcher(file.folder()).matches());
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> packages = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    for (SourceFile file : where(file -> file.isJava() && file.isMain())) {
      packages.add(file.folder());
      if (file.name().equals("package-info.java") && file.text().contains("@NullMarked")) {
        marked.add(file.folder());
      }
    }
    assertThat(marked).isEqualTo(packages);
  }

  @Test
  void everyPublicTypeSaysWhatItIs() {
    List<String> faults = new ArrayList<>();
    for (SourceFile file : where(file -> file.isJava() && file.isMain())) {
      List<String> lines = file.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (PUBLIC_TYPE.matcher(lines.get(i)).matches()) {
          int above = i - 1;
          while (above >= 0 && lines.get(above).matches("(@|//[^/]| {2,}|\\)|}).*")) {
            above--;
          }
          if (above < 0 || !lines.get(above).startsWith("///")) {
            faults.add("%s:%d: a public type without ///".formatted(file.path(), i + 1));
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void everyTestRunsAndNoneSleepsOrMocks() {
    List<String> faults = new ArrayList<>();
    for (SourceFile file : where(file -> file.path().contains("src/test/java/"))) {
      boolean tests = file.text().matches("(?s).*\\n *@(Test|ParameterizedTest|TestFactory)\\b.*");
      boolean inherited = file.text().matches("(?s).*\n(abstract class|(public )?interface) .*");
      if (tests && !inherited && !file.name().endsWith("Test.java")) {
        faults.add(file.path() + ": Surefire runs only what is called …Test");
      }
    }
    Pattern forbidden =
        Pattern.compile("Thread\\." + "sleep\\(|org\\.mock" + "ito|^ *@Dis" + "abled");
    faults.addAll(found(forbidden, file -> file.path().contains("src/test/")));
    assertThat(faults).isEmpty();
  }

  @Test
  void everyLinkInADocumentLeadsSomewhere() {
    Pattern link = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)(#[^)]*)?\\)");
    List<String> faults = new ArrayList<>();
    for (SourceFile file : where(file -> file.path().endsWith(".md"))) {
      Matcher links = link.matcher(file.text());
      while (links.find()) {
        if (!Files.exists(SourceFile.root().resolve(file.folder()).resolve(links.group(1)))) {
          faults.add(file.path() + ": " + links.group(1) + " is not there");
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void nobodyCatchesEverything() {
    Pattern everything = Pattern.compile("catch \\((final )?(Exception|Throwable) ");
    assertThat(found(everything, SourceFile::isJava)).isEmpty();
  }

  /// A closing brace belongs to the last line before it with the same indent: the formatter sees to
  /// that. Blocks inside a method are measured too, which finds nothing more.
  private static List<String> longMethods(String path, List<String> lines) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.strip().equals("}") && line.startsWith("  ")) {
        int indent = line.indexOf('}');
        int start = i - 1;
        while (start >= 0 && indentOf(lines.get(start)) != indent) {
          start--;
        }
        boolean type = start < 0 || TYPE.matcher(lines.get(start).strip()).matches();
        if (!type && i - start + 1 > METHOD_LINES_MAX) {
          faults.add("%s:%d: is %d lines long".formatted(path, start + 1, i - start + 1));
        }
      }
    }
    return faults;
  }

  private static int indentOf(String line) {
    return line.isBlank() ? -1 : line.length() - line.stripLeading().length();
  }

  private static List<SourceFile> where(Predicate<SourceFile> wanted) {
    return files.stream().filter(wanted).toList();
  }

  private static List<String> found(Pattern pattern, Predicate<SourceFile> wanted) {
    List<String> places = new ArrayList<>();
    for (SourceFile file : where(wanted)) {
      List<String> lines = file.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          places.add("%s:%d: %s".formatted(file.path(), i + 1, lines.get(i).strip()));
        }
      }
    }
    return places;
  }
}
