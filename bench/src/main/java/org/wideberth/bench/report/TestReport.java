package org.wideberth.bench.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// What all modules' tests came to, read from the XML reports that Surefire and Failsafe leave
/// under `target/`. A skipped test is not a passed test: each is listed with its reason.
///
/// @param passed how many tests ran and held
/// @param failed failures and errors, each with its message
/// @param skipped tests that did not run, each with the reason
record TestReport(int passed, List<Case> failed, List<Case> skipped) implements Report {

  TestReport {
    failed = List.copyOf(failed);
    skipped = List.copyOf(skipped);
  }

  /// One test that did not pass.
  record Case(String name, String why) {}

  /// Prints the report on the tree given as the only argument; the exit code is non-zero when a
  /// test failed or none ran.
  public static void main(String[] arguments) {
    Report.run(arguments, "the test reports", TestReport::read);
  }

  @Override
  public boolean good() {
    return failed.isEmpty() && passed > 0;
  }

  @Override
  public void print(PrintStream out) {
    for (Case test : failed) {
      out.println("FAILED  " + test.name() + ": " + test.why());
    }
    for (Case test : skipped) {
      out.println("SKIPPED " + test.name() + ": " + test.why());
    }
    if (passed == 0) {
      out.println("no test ran: the build stopped before the tests");
    }
    out.printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skipped.size());
  }

  static TestReport read(Path root) throws IOException {
    int passed = 0;
    List<Case> failed = new ArrayList<>();
    List<Case> skipped = new ArrayList<>();
    for (Path file : reportsUnder(root)) {
      for (Element test : cases(file)) {
        String name = test.getAttribute("classname") + " " + test.getAttribute("name");
        List<Element> bad = children(test, "failure", "error");
        List<Element> skip = children(test, "skipped");
        if (!bad.isEmpty()) {
          failed.add(new Case(name, why(bad.getFirst())));
        } else if (!skip.isEmpty()) {
          skipped.add(new Case(name, why(skip.getFirst())));
        } else {
          passed++;
        }
      }
    }
    return new TestReport(passed, failed, skipped);
  }

  private static List<Path> reportsUnder(Path root) throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        for (String kind : List.of("surefire-reports", "failsafe-reports")) {
          Path folder = module.resolve("target").resolve(kind);
          if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
              files.filter(file -> file.toString().endsWith(".xml")).forEach(reports::add);
            }
          }
        }
      }
    }
    reports.removeIf(file -> !file.getFileName().toString().startsWith("TEST-"));
    reports.sort(Comparator.naturalOrder());
    return reports;
  }

  /// Surefire writes one suite to a file, the board's tests several in one.
  private static List<Element> cases(Path file) throws IOException {
    Element root = root(file);
    List<Element> suites = children(root, "testsuite");
    if (suites.isEmpty()) {
      return children(root, "testcase");
    }
    return suites.stream().flatMap(suite -> children(suite, "testcase").stream()).toList();
  }

  private static Element root(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException unreadable) {
      throw new IOException(file + " is not a test report", unreadable);
    }
  }

  private static List<Element> children(Element parent, String... names) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && List.of(names).contains(element.getTagName())) {
        found.add(element);
      }
    }
    return found;
  }

  private static String why(Element outcome) {
    String message = outcome.getAttribute("message");
    String text = message.isBlank() ? outcome.getTextContent() : message;
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("?");
  }
}
