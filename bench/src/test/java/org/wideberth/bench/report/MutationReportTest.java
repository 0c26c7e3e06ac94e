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

class MutationReportTest {
  @TempDir private Path root;

  @Test
  void countsWhatWasNoticedByClassAndPackageAndSaysWhatWasNot() throws IOException {
    write(
        "separation/mutations.xml",
        mutant("KILLED", true, "geo.Chain", 7)
            + mutant("TIMED_OUT", true, "geo.Chain$View", 9)
            + mutant("NON_VIABLE", true, "geo.Chain", 8)
            + mutant("SURVIVED", false, "geo.Edge", 11));
    write(
        "conflict/mutations.xml",
        mutant("NO_COVERAGE", false, "conflict.proposal.Cost", 3)
            + mutant("KILLED", true, "conflict.Grid", 4));

    MutationReport report = MutationReport.read(root);

    assertThat(report.good()).isFalse();
    List<String> lines = printed(report);
    assertThat(lines.subList(0, 6))
        .containsExactly(
            "UNNOTICED conflict.proposal.Cost:3 m: changed &",
            "UNNOTICED geo.Edge:11 m: changed &",
            "100.0 % of    1  conflict.Grid",
            "  0.0 % of    1  conflict.proposal.Cost",
            "100.0 % of    2  geo.Chain",
            "  0.0 % of    1  geo.Edge");
    assertThat(lines.getLast())
        .startsWith(
            "{\"bench\":\"mutation\",\"mutants\":5,\"killed\":3,\"timed_out\":1,"
                + "\"killed_percent\":60.000,"
                + "\"conflict_mutants\":1,\"conflict_killed_percent\":100.000,"
                + "\"conflict_proposal_mutants\":1,\"conflict_proposal_killed_percent\":0.000,"
                + "\"geo_mutants\":3,\"geo_killed_percent\":66.667,");
  }

  @Test
  void ofAHundredEightyFiveAreEnough() throws IOException {
    String killed = mutant("KILLED", true, "geo.Edge", 1);
    String survived = mutant("SURVIVED", false, "geo.Edge", 1);
    write("a/mutations.xml", killed.repeat(85) + survived.repeat(15));
    assertThat(MutationReport.read(root).good()).isTrue();
    write("a/mutations.xml", killed.repeat(84) + survived.repeat(16));
    assertThat(MutationReport.read(root).good()).isFalse();
  }

  @Test
  void whereThereIsNothingToNoticeNothingIsGood() throws IOException {
    assertThat(MutationReport.read(root).good()).isFalse();
  }

  private static String mutant(String status, boolean detected, String name, int line) {
    return """
    <mutation detected='%s' status='%s'><mutatedClass>org.wideberth.%s</mutatedClass>
    <mutatedMethod>m</mutatedMethod><lineNumber>%d</lineNumber>
    <description>changed &amp;</description></mutation>
    """
        .formatted(detected, status, name, line);
  }

  private void write(String name, String mutants) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<mutations partial=\"true\">" + mutants + "</mutations>");
  }

  private static List<String> printed(MutationReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    report.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
