package org.wideberth.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {
  @TempDir private Path root;

  @Test
  void countsPassedFailedAndSkippedAndSaysWhyEachDidNotPass() throws IOException {
    write(
        "core/target/surefire-reports/TEST-a.xml",
        """
        <testsuite><properties/><testcase classname="A" name="holds"/>
        <testcase classname="A" name="breaks"><failure message="1 &lt; 2">trace</failure></testcase>
        <testcase classname="A" name="throws"><error>java.io.IOException: full
        at x</error></testcase></testsuite>
        """);
    write(
        "node/target/failsafe-reports/TEST-b.xml",
        """
        <testsuite><testcase classname="B" name="waits"><skipped message="no ../shared"/></testcase>
        <testcase classname="B" name="holds"/></testsuite>
        """);
    write("node/target/failsafe-reports/failsafe-summary.xml", "<failsafe-summary/>");

    TestReport report = TestReport.read(root);

    assertThat(report.good()).isFalse();
    assertThat(printed(report))
        .containsExactly(
            "FAILED  A breaks: 1 < 2",
            "FAILED  A throws: java.io.IOException: full",
            "SKIPPED B waits: no ../shared",
            "2 passed, 2 failed, 1 skipped");
  }

  @Test
  void aRunInWhichNothingRanIsNotGood() throws IOException {
    TestReport report = TestReport.read(root);

    assertThat(report.good()).isFalse();
    assertThat(printed(report)).last().isEqualTo("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void skippedTestsAloneDoNotFailARunButAreNotPassed() throws IOException {
    write(
        "core/target/surefire-reports/TEST-a.xml",
        """
        <testsuite><testcase classname="A" name="holds"/>
        <testcase classname="A" name="waits"><skipped message="why"/></testcase></testsuite>
        """);

    TestReport report = TestReport.read(root);

    assertThat(report.good()).isTrue();
    assertThat(printed(report)).last().isEqualTo("1 passed, 0 failed, 1 skipped");
  }

  @Test
  void severalSuitesInOneFileAreRead() throws IOException {
    write(
        "board/target/surefire-reports/TEST-board.xml",
        """
        <testsuites><testsuite><testcase classname="a.ts" name="x"/></testsuite>
        <testsuite><testcase classname="b.ts" name="y"><skipped/></testcase></testsuite></testsuites>
        """);

    assertThat(printed(TestReport.read(root)))
        .containsExactly("SKIPPED b.ts y: ?", "1 passed, 0 failed, 1 skipped");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> printed(TestReport report) {
    var bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
