package org.wideberth.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.wideberth.bench.Figures;
import org.xml.sax.SAXException;

/// What the tests noticed of small faults that were put into the code one at a time, read from the
/// lists that PIT leaves. A fault that makes a test run on and on is noticed, too; one that no test
/// comes by is not.
///
/// @param byClass how many there were in each class, an inner one being counted with its outer
/// @param unnoticed what no test noticed
record MutationReport(NavigableMap<String, Count> byClass, List<Mutant> unnoticed)
    implements Report {
  /// Of a hundred faults so many must be noticed.
  static final double LEAST_PERCENT = 85;

  private static final String ALL = "org.wideberth.";

  MutationReport {
    byClass = new TreeMap<>(byClass);
    unnoticed = List.copyOf(unnoticed);
  }

  /// @param timedOut of those killed, how many because a test did not end
  record Count(int mutants, int killed, int timedOut) {
    static final Count NONE = new Count(0, 0, 0);

    Count plus(Count other) {
      return new Count(mutants + other.mutants, killed + other.killed, timedOut + other.timedOut);
    }

    double percent() {
      return mutants == 0 ? 0 : 100.0 * killed / mutants;
    }
  }

  /// One fault: in which class, where, and what it was.
  record Mutant(String of, int line, String what) {}

  /// Prints the report on the lists under the directory given as the only argument; the exit code
  /// is non-zero when too little was noticed.
  public static void main(String[] arguments) {
    Report.run(arguments, "the lists of faults", MutationReport::read);
  }

  Count all() {
    return byClass.values().stream().reduce(Count.NONE, Count::plus);
  }

  @Override
  public boolean good() {
    return all().percent() >= LEAST_PERCENT;
  }

  @Override
  public void print(PrintStream out) {
    for (Mutant each : unnoticed) {
      out.printf("UNNOTICED %s:%d %s%n", each.of(), each.line(), each.what());
    }
    byClass.forEach(
        (name, count) ->
            out.printf("%5.1f %% of %4d  %s%n", count.percent(), count.mutants(), name));
    Count all = all();
    Figures figures =
        Figures.start("mutation")
            .put("mutants", all.mutants())
            .put("killed", all.killed())
            .put("timed_out", all.timedOut())
            .put("killed_percent", all.percent());
    NavigableMap<String, Count> byPackage = new TreeMap<>();
    byClass.forEach(
        (name, count) ->
            byPackage.merge(name.substring(0, name.lastIndexOf('.')), count, Count::plus));
    byPackage.forEach(
        (name, count) -> {
          String figure = name.replace('.', '_');
          figures.put(figure + "_mutants", count.mutants());
          figures.put(figure + "_killed_percent", count.percent());
        });
    out.println(figures.line());
  }

  static MutationReport read(Path directory) throws IOException {
    NavigableMap<String, Count> byClass = new TreeMap<>();
    List<Mutant> unnoticed = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(each -> each.endsWith("mutations.xml")).sorted().toList()) {
        for (Node node = root(file).getFirstChild(); node != null; node = node.getNextSibling()) {
          if (node instanceof Element mutant) {
            count(mutant, byClass, unnoticed);
          }
        }
      }
    }
    return new MutationReport(byClass, unnoticed);
  }

  private static void count(
      Element mutant, NavigableMap<String, Count> byClass, List<Mutant> unnoticed) {
    String status = mutant.getAttribute("status");
    if (status.equals("NON_VIABLE")) {
      return; // no such class can be loaded
    }
    String whole = text(mutant, "mutatedClass");
    String name = whole.replaceFirst("\\$.*", "").replace(ALL, "");
    boolean killed = mutant.getAttribute("detected").equals("true");
    byClass.merge(
        name, new Count(1, killed ? 1 : 0, status.equals("TIMED_OUT") ? 1 : 0), Count::plus);
    if (!killed) {
      String what = text(mutant, "mutatedMethod") + ": " + text(mutant, "description");
      unnoticed.add(new Mutant(name, Integer.parseInt(text(mutant, "lineNumber")), what));
    }
  }

  private static String text(Element mutant, String name) {
    return mutant.getElementsByTagName(name).item(0).getTextContent();
  }

  private static Element root(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException unreadable) {
      throw new IOException(file + " is not a list of mutants", unreadable);
    }
  }
}
