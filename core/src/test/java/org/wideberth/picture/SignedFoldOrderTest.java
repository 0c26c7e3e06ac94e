package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Asked;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesMessage;
import org.wideberth.agreement.Speaker;
import org.wideberth.agreement.Steps;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Handling;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.people.SoftPasskey;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;

/// Rosters and signed acts, honest and not, in whatever order their bodies come: one picture, and
/// the one that reading the log from its beginning gives.
final class SignedFoldOrderTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final int SEEDS = 60;
  private static final int ENTRIES = 36;
  private static final int INTERLEAVINGS = 6;
  private static final List<Rules> DOCUMENTS =
      List.of(Shapes.rules(1, 500, "amber", "cobalt"), Shapes.rules(2, 900, "amber", "cobalt"));
  private static final List<SoftPasskey> KEYS =
      List.of(SoftPasskey.edDsa("one"), SoftPasskey.edDsa("two"), SoftPasskey.es256("three"));

  private final List<EntryPlace> messages = new ArrayList<>();
  private final Map<Hash, AgreementBody.Step> asks = new LinkedHashMap<>();

  private static <T> T one(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void send(WrittenLog log) {
    MessageContent content =
        new MessageContent(
            Desk.DUTY,
            Precedence.PRIORITY,
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.empty(), "n" + log.size(), "en"),
            References.none(),
            Optional.empty());
    HeldEntry written = log.write(Audience.everyone(), new ChannelBody.Sent(content).toBytes());
    messages.add(new EntryPlace(written.origin(), written.seq(), written.leafHash()));
  }

  private static RosterBody person(Random random) {
    int which = random.nextInt(3);
    PersonId person = new PersonId("p" + which);
    PersonRole role = one(random, List.of(PersonRole.values()));
    SoftPasskey key = random.nextInt(8) == 0 ? one(random, KEYS) : KEYS.get(which);
    return switch (random.nextInt(5)) {
      case 0 -> new RosterBody.Left(person);
      case 1 -> new RosterBody.RoleChanged(person, role);
      default ->
          new RosterBody.Enrolled(
              person,
              new DisplayName("n" + random.nextInt(9)),
              role,
              key.credential(),
              key.key(),
              SoftPasskey.SITE);
    };
  }

  private void act(Random random, WrittenLog log, List<byte[]> before) {
    byte[] act =
        switch (random.nextInt(5)) {
          case 0 -> new RulesMessage.Adopted(one(random, DOCUMENTS)).toBytes();
          case 1, 2 -> step(random).toBytes();
          default ->
              new ChannelBody.Noted(Step.ACKNOWLEDGED, one(random, messages), "", Optional.empty())
                  .toBytes();
        };
    int which = random.nextInt(3);
    PersonId person = new PersonId("p" + which);
    SoftPasskey key = random.nextInt(8) == 0 ? one(random, KEYS) : KEYS.get(which);
    String text = new String(act, UTF_8);
    Hash nonce = Hash.sha256(new byte[] {(byte) log.size()});
    Hash challenge = SignedAct.challenge(log.origin(), person, nonce, text);
    int flags = random.nextInt(8) == 0 ? 1 : 5;
    byte[] signed =
        new SignedAct(
                random.nextInt(8) == 0 ? text + " " : text,
                person,
                nonce,
                key.sign(SoftPasskey.SITE, challenge, flags))
            .toBytes();
    byte[] body =
        switch (random.nextInt(8)) {
          case 0, 1 -> act;
          case 2, 3 -> before.isEmpty() ? signed : one(random, before);
          default -> signed;
        };
    before.add(signed);
    HeldEntry written = log.write(Audience.everyone(), body);
    if (stepOf(written) instanceof Asked asked) {
      asks.put(written.leafHash(), asked.step());
    }
  }

  /// A suspension, a resumption or an end of the first document: asked for, or done.
  private AgreementBody step(Random random) {
    AgreementBody.Step step = one(random, List.of(AgreementBody.Step.values()));
    Speaker by = new Speaker(new DisplayName("n" + random.nextInt(2)), "commander");
    if (!asks.isEmpty() && random.nextBoolean()) {
      Hash ask = one(random, List.copyOf(asks.keySet()));
      AgreementBody.Step asked = random.nextInt(8) == 0 ? step : asks.get(ask);
      return new AgreementBody.Done(Objects.requireNonNull(asked), ask, by);
    }
    boolean ends = step == AgreementBody.Step.END;
    Optional<Instant> from = ends ? Optional.of(NOON) : Optional.empty();
    return new Asked(
        step, DOCUMENTS.getFirst().hash(), List.of(), from, "r" + random.nextInt(99), by);
  }

  private static @Nullable AgreementBody stepOf(HeldEntry held) {
    Body body = held.body().orElseThrow();
    if (body.type().orThrow().equals("signed")) {
      SignedAct act = SignedAct.parse(body.bytes()).orThrow();
      body = Body.of(body.salt(), act.actBytes()).orThrow();
    }
    return AgreementBody.knows(body.type().orThrow())
        ? AgreementBody.parse(body.bytes()).orThrow()
        : null;
  }

  @Test
  void whatComesLateChangesNothingButWhen() {
    Set<String> verdicts = new TreeSet<>();
    int counted = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      messages.clear();
      asks.clear();
      WrittenLog amber = new WrittenLog("amber");
      WrittenLog cobalt = new WrittenLog("cobalt");
      for (int i = 0; i < 4; i++) {
        send(amber);
      }
      List<byte[]> before = new ArrayList<>();
      for (int i = 0; i < ENTRIES; i++) {
        if (random.nextInt(3) == 0) {
          cobalt.write(Audience.everyone(), person(random).toBytes());
        } else {
          act(random, cobalt, before);
        }
      }
      boolean someNeverCome = random.nextBoolean();
      List<HeldEntry> held = new ArrayList<>();
      amber.entries().forEach(each -> held.add(each.full()));
      for (WrittenLog.Written each : cobalt.entries()) {
        held.add(someNeverCome && random.nextInt(8) == 0 ? each.withoutBody() : each.full());
      }
      Oracle oracle = new Oracle();
      held.forEach(oracle::read);
      Set<String> digests = new HashSet<>();
      for (int i = 0; i < INTERLEAVINGS; i++) {
        Picture picture = arrive(held, random);
        digests.add(picture.digest());
        oracle.compare(picture, seed);
        picture.placeholders().forEach(each -> verdicts.add(each.words()));
      }
      counted += oracle.signed.size();
      assertThat(digests).as("digests with seed %d", seed).hasSize(1);
    }
    assertThat(counted).as("signed acts that count").isGreaterThan(SEEDS);
    assertThat(verdicts)
        .as("what was found")
        .anyMatch(words -> words.contains("and has none"))
        .anyMatch(words -> words.contains("was used for an earlier entry"))
        .anyMatch(words -> words.contains("was not on the roster"))
        .anyMatch(words -> words.contains("and needs a"))
        .anyMatch(words -> words.contains("it takes two people"))
        .anyMatch(words -> words.contains("asks for it is not in this log"))
        .anyMatch(words -> words.contains("did not verify who used it"))
        .anyMatch(words -> words.contains("not of the person's passkey"));
  }

  private static Picture arrive(List<HeldEntry> held, Random random) {
    List<HeldEntry> coming = new ArrayList<>(held);
    for (HeldEntry each : held) {
      if (random.nextInt(4) == 0) {
        coming.add(HeldEntry.of(each.origin(), each.seq(), each.leaf(), Optional.empty()));
      }
    }
    Collections.shuffle(coming, random);
    Picture picture = Picture.empty(WrittenLog.THEATRE, AMBER);
    for (int from = 0; from < coming.size(); ) {
      int to = Math.min(coming.size(), from + 1 + random.nextInt(6));
      picture.apply(coming.subList(from, to));
      from = to;
    }
    return picture;
  }

  /// Reads cobalt's log from its beginning, and remembers who is what.
  private static final class Oracle {
    private final Map<PersonId, RosterBody.Enrolled> people = new HashMap<>();
    private boolean kept;
    private final Set<Hash> used = new HashSet<>();
    private final Map<Long, String> signed = new TreeMap<>();
    private final Set<Long> not = new TreeSet<>();
    private final Map<EntryPlace, Long> acknowledged = new HashMap<>();
    private final List<Hash> adopted = new ArrayList<>();
    private final Map<Hash, Ask> asks = new HashMap<>();
    private final Set<Hash> done = new HashSet<>();
    private final List<AgreementBody.Step> steps = new ArrayList<>();

    /// What counts of what was asked for.
    private record Ask(Asked said, Optional<PersonId> person) {}

    void read(HeldEntry held) {
      if (!held.origin().party().equals(COBALT)) {
        return;
      }
      if (held.body().isEmpty()) {
        not.add(held.seq());
        return;
      }
      Body body = held.body().get();
      String type = body.type().orThrow();
      if (type.startsWith("person-")) {
        person(RosterBody.parse(body.bytes()).orThrow());
      } else if (!type.equals("signed")) {
        act(held, body, !kept, "", Optional.empty());
      } else {
        SignedAct act = SignedAct.parse(body.bytes()).orThrow();
        RosterBody.Enrolled is = people.get(act.person());
        Body inner = Body.of(body.salt(), act.actBytes()).orThrow();
        boolean commander = !inner.type().orThrow().equals("message-acknowledged");
        PersonRole least = commander ? PersonRole.COMMANDER : PersonRole.DUTY_OFFICER;
        Hash challenge = act.challenge(held.origin());
        boolean good =
            is != null
                && is.role().compareTo(least) >= 0
                && act.assertion().problem(is.key(), is.site(), challenge).isEmpty()
                && used.add(challenge);
        String by = is != null && good ? is.name() + " " + is.role() : "";
        act(held, inner, good, by, Optional.of(act.person()));
      }
    }

    private void person(RosterBody said) {
      switch (said) {
        case RosterBody.Enrolled e -> {
          kept = true;
          people.put(e.person(), e);
        }
        case RosterBody.RoleChanged(var person, var role) ->
            people.computeIfPresent(
                person,
                (_, is) ->
                    new RosterBody.Enrolled(
                        person, is.name(), role, is.credential(), is.key(), is.site()));
        case RosterBody.Left(var person) -> people.remove(person);
      }
    }

    private void act(
        HeldEntry held, Body inner, boolean good, String by, Optional<PersonId> person) {
      if (!good) {
        not.add(held.seq());
        return;
      }
      if (!by.isEmpty()) {
        signed.put(held.seq(), by);
      }
      if (inner.type().orThrow().equals("rules-adopted")) {
        RulesMessage said = RulesMessage.parse(inner.bytes()).orThrow();
        adopted.add(said.rules().hash());
      } else if (AgreementBody.knows(inner.type().orThrow())) {
        step(held, AgreementBody.parse(inner.bytes()).orThrow(), person);
      } else {
        ChannelBody said = ChannelBody.parse(WrittenLog.THEATRE, inner.bytes()).orThrow();
        acknowledged.putIfAbsent(((ChannelBody.Noted) said).message(), held.seq());
      }
    }

    private void step(HeldEntry held, AgreementBody said, Optional<PersonId> person) {
      switch (said) {
        case Asked asked -> asks.put(held.leafHash(), new Ask(asked, person));
        case AgreementBody.Done deed -> {
          Ask ask = asks.get(deed.asked());
          if (ask == null || ask.said().step() != deed.step() || isSame(ask, deed.by(), person)) {
            not.add(held.seq());
          } else if (done.add(deed.asked())) {
            steps.add(deed.step());
          }
        }
      }
    }

    private static boolean isSame(Ask ask, Speaker by, Optional<PersonId> person) {
      return (ask.person().isPresent() && person.isPresent())
          ? ask.person().equals(person)
          : ask.said().by().name().equals(by.name());
    }

    private void compareSteps(Picture picture, long seed) {
      Steps is = picture.agreement().steps();
      boolean ever = adopted.contains(DOCUMENTS.getFirst().hash());
      List<AgreementBody.Step> lasting =
          steps.stream().filter(step -> step != AgreementBody.Step.END).toList();
      boolean suspended =
          ever && !lasting.isEmpty() && lasting.getLast() == AgreementBody.Step.SUSPENSION;
      assertThat(is.suspensions()).as("suspended with seed %d", seed).hasSize(suspended ? 1 : 0);
      assertThat(is.ends())
          .as("ended with seed %d", seed)
          .hasSize(ever ? steps.size() - lasting.size() : 0);
      Set<Hash> waiting = new HashSet<>(asks.keySet());
      waiting.removeAll(done);
      Set<Hash> shown = new HashSet<>();
      is.asked().forEach(each -> shown.add(each.at().leaf()));
      assertThat(waiting).as("asked with seed %d", seed).containsAll(shown);
      assertThat(shown).as("asked with seed %d", seed).hasSize(Math.min(8, waiting.size()));
    }

    void compare(Picture picture, long seed) {
      compareSteps(picture, seed);
      Map<Long, String> by = new TreeMap<>();
      Set<Long> placeholders = new TreeSet<>();
      picture.placeholders().forEach(each -> placeholders.add(each.at().seq()));
      assertThat(placeholders).as("placeholders with seed %d", seed).isEqualTo(not);
      Map<EntryPlace, Long> notes = new HashMap<>();
      for (Message each : picture.channel().messages()) {
        Optional<Handling.Note> note = each.noted(COBALT, Step.ACKNOWLEDGED);
        note.ifPresent(said -> notes.put(each.at(), said.at().seq()));
        note.flatMap(said -> picture.people().signatory(said.at()))
            .ifPresent(who -> by.put(notes.get(each.at()), who.name() + " " + who.role()));
      }
      assertThat(notes).as("acknowledged with seed %d", seed).isEqualTo(acknowledged);
      assertThat(signed.entrySet()).as("signed with seed %d", seed).containsAll(by.entrySet());
      assertThat(picture.agreement().latest(COBALT).map(Rules::hash))
          .as("adopted with seed %d", seed)
          .isEqualTo(adopted.isEmpty() ? Optional.empty() : Optional.of(adopted.getLast()));
      assertThat(picture.people().roster(COBALT))
          .as("roster with seed %d", seed)
          .isEqualTo(new TreeMap<>(people));
    }
  }
}
