package org.wideberth.bench.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs the fuzzer on each target for some minutes.
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    description = {
      "Feeds every parser of foreign bytes with what a coverage-guided fuzzer makes up, each for",
      "some minutes. Exits with 1 on a finding, and names the file with the input; also if a fuzzer",
      "had to be ended because it did not end in time, which shows nothing either way.",
      "Example: wideberth fuzz --minutes 10 --target frame"
    })
public final class FuzzCommand implements Callable<Integer> {
  /// Longer inputs find nothing that shorter ones do not, and fewer of them are tried.
  private static final int INPUT_BYTES_MAX = 8_192;

  /// An input that takes longer is a finding: all of them take milliseconds.
  private static final int SECONDS_AN_INPUT_MAX = 20;

  private static final int RSS_MIB_MAX = 3_000;
  private static final Pattern EXECUTED =
      Pattern.compile("stat::number_of_executed_units: *([0-9]+)");
  private static final Pattern COVERAGE = Pattern.compile("cov: ([0-9]+)");

  @Option(names = "--minutes", description = "For each target (default ${DEFAULT-VALUE}).")
  private double minutes = 1;

  @Option(names = "--target", description = "Only this one; may be repeated.")
  private List<String> only = new ArrayList<>();

  /// Exits with what the command returns.
  public static void main(String[] args) {
    System.exit(new CommandLine(new FuzzCommand()).execute(args));
  }

  /// @param ended by itself, in time: else it shows nothing
  private record Result(String target, long executions, long edges, boolean found, boolean ended) {
    String words() {
      return found ? "FOUND" : ended ? "nothing found" : "NOT ENDED in time: it shows nothing";
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream out = System.out;
    List<Result> results = new ArrayList<>();
    for (String target : Targets.all().keySet()) {
      if (only.isEmpty() || only.contains(target)) {
        Result result = run(target, out);
        results.add(result);
        out.printf(
            "%-10s %,14d executions %,8d edges %s%n",
            target, result.executions, result.edges, result.words());
      }
    }
    out.println(
        new String(
            JsonWriter.object(
                json ->
                    json.put("fuzz", "targets")
                        .put("minutes_each_hundredths", Math.round(minutes * 100))
                        .array(
                            "targets",
                            results,
                            (list, each) ->
                                list.object(
                                    o ->
                                        o.put("target", each.target)
                                            .put("executions", each.executions)
                                            .put("edges", each.edges)
                                            .put("found", each.found)
                                            .put("ended", each.ended)))),
            UTF_8));
    return results.stream().allMatch(each -> each.ended && !each.found) ? 0 : 1;
  }

  private Result run(String target, PrintStream out) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("wideberth-fuzz-" + target);
    Path corpus = Files.createDirectory(work.resolve("corpus"));
    int number = 0;
    for (byte[] seed : Targets.named(target).seeds()) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    Path log = work.resolve("log");
    Process fuzzer =
        new ProcessBuilder(command(target, work, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    long limit = Math.round(minutes * 60) + 120;
    boolean ended = fuzzer.waitFor(limit, TimeUnit.SECONDS);
    if (!ended) {
      fuzzer.destroyForcibly();
    }
    boolean failed = fuzzer.waitFor() != 0;
    String said = Files.readString(log, UTF_8);
    List<Path> inputs = inputs(work);
    if (failed) {
      out.println("The fuzzer said: " + log);
      inputs.forEach(file -> out.println("The input: " + file));
    }
    boolean found = !inputs.isEmpty() || (ended && failed);
    return new Result(target, last(EXECUTED, said), last(COVERAGE, said), found, ended);
  }

  private static List<Path> inputs(Path work) throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().startsWith("crash")
                      || file.getFileName().toString().startsWith("timeout"))
          .toList();
    }
  }

  private List<String> command(String target, Path work, Path corpus) {
    String jazzer =
        System.getProperty("wideberth.fuzz.jazzer", "")
            + File.pathSeparator
            + System.getProperty("java.class.path");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+EnableDynamicAgentLoading",
        "-Xmx1500m",
        "-D" + Harness.PROPERTY + "=" + target,
        "-cp",
        jazzer,
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + Harness.class.getName(),
        "--instrumentation_includes=org.wideberth.**",
        "--reproducer_path=" + work,
        "-max_total_time=" + Math.round(minutes * 60),
        "-max_len=" + INPUT_BYTES_MAX,
        "-timeout=" + SECONDS_AN_INPUT_MAX,
        "-rss_limit_mb=" + RSS_MIB_MAX,
        "-print_final_stats=1",
        "-artifact_prefix=" + work + "/",
        corpus.toString());
  }

  private static long last(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    long last = 0;
    while (matcher.find()) {
      last = Long.parseLong(matcher.group(1));
    }
    return last;
  }
}
