package org.wideberth.simulator.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.StepFailed;
import org.wideberth.simulator.process.Waiting;
import tools.jackson.databind.JsonNode;

/// The story, step by step; each step is checked, whether anybody watches or not.
final class Story {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern LINK = Pattern.compile("http\\S+");

  private final Stage stage;
  private final PrintWriter out;
  private final long pauseMs;
  private final Scenes scenes = new Scenes(Instant.now());
  private int steps;

  /// @param pauseMs between steps, for those who watch
  Story(Stage stage, PrintWriter out, long pauseMs) {
    this.stage = stage;
    this.out = out;
    this.pauseMs = pauseMs;
  }

  /// Plays it.
  ///
  /// @return how many steps there were
  /// @throws StepFailed if one did not go as it must
  int play() throws IOException, InterruptedException {
    exchangeCards();
    showBoards();
    DutyRooms rooms = new DutyRooms(stage, this::say);
    rooms.test();
    Agreements agreements = new Agreements(stage, scenes, this::say);
    agreements.agree();
    declareApart();
    agreements.lateNotice();
    String conflict = declareConflict();
    bundle(conflict);
    String finding = rooms.settle(conflict);
    revise(conflict);
    rooms.carriedOut(finding);
    rooms.readBack();
    cutAndHeal();
    agreements.suspend();
    rooms.flashAllTheSame();
    return steps;
  }

  private void say(String words) throws InterruptedException {
    steps++;
    out.printf("%s  %2d  %s%n", CLOCK.format(Instant.now()), steps, words);
    out.flush();
    if (pauseMs > 0) {
      TimeUnit.MILLISECONDS.sleep(pauseMs);
    }
  }

  private void exchangeCards() throws IOException, InterruptedException {
    for (Machine machine : stage.all()) {
      for (Machine peer : stage.all()) {
        if (peer != machine) {
          machine.must("enrol", stage.cards().resolve(peer.party() + ".card").toString());
        }
      }
    }
    String fingerprint = stage.amber().must("card", "--fingerprint").out().strip();
    say("Cards are exchanged; Amber reads its fingerprint out: " + fingerprint);
    Waiting.until(
        "every link is up",
        20,
        () ->
            stage.all().stream()
                .flatMap(machine -> list(machine, "links", "links").stream())
                .allMatch(link -> link.path("state").asString().equals("up")));
    say("Three nodes, three links, no server between them.");
  }

  private void showBoards() throws InterruptedException {
    for (Machine machine : stage.all()) {
      String link = machine.must("invite", "watch", "--role", "duty-officer").out();
      out.printf("          Board of %-7s %s%n", machine.party(), firstLink(link));
    }
    say("Each party invites its duty officer to its own board (a link works once).");
  }

  private static String firstLink(String text) {
    Matcher link = LINK.matcher(text);
    if (!link.find()) {
      throw new StepFailed("no link in: " + text);
    }
    return link.group();
  }

  private void declareApart() throws IOException, InterruptedException {
    declare(stage.relief(), scenes.reliefStore());
    String convoy = declare(stage.relief(), scenes.reliefConvoy());
    String transit = declare(stage.amber(), scenes.amberTransit());
    Waiting.until(
        "everybody has the first operations",
        10,
        () ->
            stage.all().stream()
                .allMatch(machine -> sees(machine, convoy) && sees(machine, transit)));
    Waiting.until(
        "receipts for the convoy",
        10,
        () -> delivered(stage.relief(), convoy).equals(Set.of("amber", "cobalt")));
    check("no finding yet", findings(stage.amber()).isEmpty());
    say(
        "Relief declares a convoy and its store, Amber a transit: no conflict with what was"
            + " disclosed.");
    say("Relief's receipts: Amber and Cobalt hold the convoy's declaration, signed and dated.");
  }

  private String declareConflict() throws IOException, InterruptedException {
    String patrol = declare(stage.cobalt(), scenes.cobaltPatrol());
    Waiting.until("both see the conflict", 10, () -> agreeOn(1));
    Set<String> ids = findings(stage.amber());
    say(
        "Cobalt declares "
            + patrol
            + " above Sion: both boards show the same conflict, "
            + shortened(ids)
            + ".");
    return patrol;
  }

  private boolean agreeOn(int count) {
    Set<String> amber = findings(stage.amber());
    return amber.size() == count && amber.equals(findings(stage.cobalt()));
  }

  private void bundle(String operation) throws IOException, InterruptedException {
    Waiting.until(
        "receipts for the patrol",
        10,
        () -> delivered(stage.cobalt(), operation).equals(Set.of("amber", "relief")));
    Path file = stage.file("patrol.bundle");
    stage.cobalt().must("bundle", "--operation", operation, file.toString());
    Machine.Said verified =
        Machine.run("verify", file.toString(), "--cards", stage.cards().toString());
    check("the bundle verifies: " + verified.out() + verified.err(), verified.exitCode() == 0);
    Machine.Said unproven = Machine.run("verify", file.toString());
    check("without cards it does not: " + unproven.out(), unproven.exitCode() == 4);
    say(
        "Cobalt hands out one file; with the three cards it proves who declared what, and who had"
            + " it:");
    verified.out().lines().limit(12).forEach(line -> out.println("          | " + line));
  }

  private void revise(String patrol) throws IOException, InterruptedException {
    Path file = stage.file("higher.geojson");
    Files.writeString(file, scenes.cobaltPatrolHigher());
    stage.cobalt().must("revise", patrol, file.toString());
    Waiting.until("the conflict is gone on both sides", 10, () -> agreeOn(0));
    say("Cobalt revises " + patrol + " to a higher level: the conflict closes on both boards.");
  }

  private void cutAndHeal() throws IOException, InterruptedException {
    stage.cable().cut();
    Waiting.until("both notice the cut", 15, () -> down(stage.amber()) && down(stage.cobalt()));
    say("The cable between Amber and Cobalt is cut; each board says how old its picture is.");
    String flight = declare(stage.amber(), scenes.amberSupplyFlight());
    String range = declare(stage.cobalt(), scenes.cobaltRange());
    check("Amber cannot know yet", !sees(stage.amber(), range));
    check("Cobalt cannot know yet", !sees(stage.cobalt(), flight));
    say("In the dark Amber declares a supply flight, Cobalt a firing range: neither knows.");
    String stop = stop();
    stage.cable().heal();
    acknowledge(stop);
    Waiting.until(
        "both have everything",
        15,
        () -> sees(stage.amber(), range) && sees(stage.cobalt(), flight) && agreeOn(1));
    say("Both have everything and find the same, " + shortened(findings(stage.amber())) + ".");
  }

  /// @return the message
  private String stop() throws InterruptedException {
    String sent =
        stage.amber().must("send", "--to", "cobalt", "--phrase", "stop", "fire near Visp").out();
    String id = sent.substring(0, sent.indexOf(' '));
    check("Cobalt cannot have it yet", messages(stage.cobalt(), "--awaiting").isEmpty());
    say("Amber sends a FLASH, " + id + ": stop. It waits for the cable.");
    return id;
  }

  private void acknowledge(String id) throws IOException, InterruptedException {
    Waiting.until(
        "Cobalt has the FLASH",
        15,
        () ->
            messages(stage.cobalt(), "--awaiting").stream()
                .anyMatch(message -> message.path("id").asString().equals(id)));
    say("The cable is healed: the FLASH comes before all else and sounds at Cobalt's desk.");
    stage.cobalt().must("acknowledge", id);
    stage.cobalt().must("send", "--to", "amber", "--answers", id, "--phrase", "stopped");
    Waiting.until(
        "Amber sees both",
        15,
        () ->
            messages(stage.amber(), "--thread", id).stream()
                .flatMap(message -> message.path("states").valueStream())
                .anyMatch(state -> state.has("acknowledged") && !state.path("answers").isEmpty()));
    say("Whoever sits there acknowledges it and answers: stopped. Amber sees each, with its time.");
    Path file = stage.file("stop.bundle");
    stage.amber().must("bundle", "--message", id, file.toString());
    Machine.Said verified =
        Machine.run("verify", file.toString(), "--cards", stage.cards().toString());
    check(
        "the thread verifies: " + verified.out() + verified.err(),
        verified.exitCode() == 0 && verified.out().contains("acknowledged message " + id));
  }

  private static List<JsonNode> messages(Machine machine, String... which) {
    List<String> words = new ArrayList<>(List.of("messages"));
    words.addAll(List.of(which));
    return list(machine, "messages", words.toArray(String[]::new));
  }

  private boolean down(Machine machine) {
    return list(machine, "links", "links").stream()
        .anyMatch(link -> link.path("state").asString().equals("down"));
  }

  private String declare(Machine machine, String geoJson) throws IOException {
    Path file = stage.file(machine.party() + ".geojson");
    Files.writeString(file, geoJson);
    JsonNode answer = machine.must("declare", file.toString(), "--json").json();
    return answer.path("operations").get(0).path("id").asString();
  }

  private static boolean sees(Machine machine, String operation) {
    return list(machine, "features", "operations").stream()
        .anyMatch(feature -> feature.path("properties").path("id").asString().equals(operation));
  }

  private static Set<String> findings(Machine machine) {
    Set<String> ids = new TreeSet<>();
    list(machine, "findings", "findings")
        .forEach(finding -> ids.add(finding.path("id").asString()));
    return ids;
  }

  /// Who holds the declaration of an operation, by receipt.
  private static Set<String> delivered(Machine machine, String operation) {
    Set<String> holders = new TreeSet<>();
    for (JsonNode entry : list(machine, "entries", "receipts", "--operation", operation)) {
      for (JsonNode holder : entry.path("holders")) {
        if (holder.path("status").asString().equals("delivered")) {
          holders.add(holder.path("party").asString());
        }
      }
    }
    return holders;
  }

  private static List<JsonNode> list(Machine machine, String member, String... words) {
    List<String> args = new ArrayList<>(List.of(words));
    args.add("--json");
    List<JsonNode> items = new ArrayList<>();
    machine.must(args.toArray(String[]::new)).json().path(member).forEach(items::add);
    return items;
  }

  private static String shortened(Set<String> ids) {
    return String.join(
        ", ", ids.stream().map(id -> id.substring(0, Math.min(8, id.length()))).toList());
  }

  private static void check(String what, boolean so) {
    if (!so) {
      throw new StepFailed(what);
    }
  }
}
