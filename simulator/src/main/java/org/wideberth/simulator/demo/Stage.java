package org.wideberth.simulator.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.PatchCable;

/// Three machines and the cables between them, on loopback, in a directory of their own.
///
/// Amber stands behind a firewall: it has no address and dials the others. So the cable in front of
/// Cobalt carries the link between Amber and Cobalt, and only that: Cobalt dials Relief.
final class Stage implements AutoCloseable {
  static final String THEATRE = "rhone-valley";

  private final Path directory;
  private final Machine amber;
  private final Machine cobalt;
  private final Machine relief;
  private final PatchCable toCobalt;
  private final PatchCable toRelief;

  Stage(Path directory) throws IOException {
    this.directory = directory;
    this.amber = new Machine("amber", directory.resolve("amber"));
    this.cobalt = new Machine("cobalt", directory.resolve("cobalt"));
    this.relief = new Machine("relief", directory.resolve("relief"));
    this.toCobalt = new PatchCable(cobalt.peerPort());
    this.toRelief = new PatchCable(relief.peerPort());
  }

  Machine amber() {
    return amber;
  }

  Machine cobalt() {
    return cobalt;
  }

  Machine relief() {
    return relief;
  }

  List<Machine> all() {
    return List.of(amber, cobalt, relief);
  }

  /// The cable between Amber and Cobalt.
  PatchCable cable() {
    return toCobalt;
  }

  Path cards() {
    return directory.resolve("cards");
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /// Makes keys and cards for all three, and starts their nodes.
  void open() throws IOException, InterruptedException {
    init(amber, "Amber Force", List.of());
    init(cobalt, "Cobalt Force", List.of("wss://127.0.0.1:" + toCobalt.port()));
    init(relief, "Valley Relief", List.of("wss://127.0.0.1:" + toRelief.port()));
    Files.createDirectories(cards());
    for (Machine machine : all()) {
      Machine.Said card = machine.must("card");
      Files.writeString(cards().resolve(machine.party() + ".card"), card.out());
      machine.start();
    }
  }

  private static void init(Machine machine, String name, List<String> addresses) {
    List<String> words =
        new ArrayList<>(
            List.of("init", "--theatre", THEATRE, "--party", machine.party(), "--name", name));
    for (String address : addresses) {
      words.add("--address");
      words.add(address);
    }
    machine.must(words.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    all().forEach(Machine::close);
    toCobalt.close();
    toRelief.close();
  }
}
