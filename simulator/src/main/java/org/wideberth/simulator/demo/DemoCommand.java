package org.wideberth.simulator.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.TemporaryDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Plays the demo.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts three real nodes on loopback (two forces and a relief organisation in the upper",
      "Rhône valley), plays a story at a pace to watch, and stays until Ctrl-C.",
      "With --once it plays fast, checks every step, and exits with 1 if one fails.",
      "Example: wideberth demo --once"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long PAUSE_MS = 4_000;

  @Option(names = "--once", description = "Play fast, check, and end.")
  private boolean once;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    TemporaryDirectory directory = TemporaryDirectory.named("wideberth-demo");
    CountDownLatch ended = new CountDownLatch(1);
    Stage stage = new Stage(directory.path());
    Thread cleaner = new Thread(() -> clean(stage, directory, ended), "demo-end");
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      stage.open();
      int steps = new Story(stage, out, once ? 0 : PAUSE_MS).play();
      out.printf("%d steps, each checked.%n", steps);
      if (!once) {
        stayOpen(stage, out, ended);
      }
      return 0;
    } catch (StepFailed failed) {
      out.println("FAILED: " + failed.getMessage());
      return 1;
    } finally {
      out.flush();
    }
  }

  private static void stayOpen(Stage stage, PrintWriter out, CountDownLatch ended)
      throws InterruptedException {
    List<Machine> machines = stage.all();
    for (Machine machine : machines) {
      out.printf(
          "%s: %s (another link: wideberth invite you --role observer --data %s)%n",
          machine.party(), machine.address(), machine.data());
    }
    out.println("Ctrl-C ends it and removes its data.");
    out.flush();
    ended.await();
  }

  private static void clean(Stage stage, TemporaryDirectory directory, CountDownLatch ended) {
    try (directory) {
      stage.close();
    } catch (IOException left) {
      System.err.println("left behind: " + directory.path() + " (" + left.getMessage() + ")");
    } finally {
      ended.countDown();
    }
  }
}
