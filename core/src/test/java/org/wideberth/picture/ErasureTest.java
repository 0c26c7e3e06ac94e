package org.wideberth.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wideberth.picture.Shapes.MORNING;
import static org.wideberth.picture.Shapes.circle;
import static org.wideberth.picture.Shapes.request;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationState;
import org.wideberth.operation.OperationStep;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Erasure.Plan;
import org.wideberth.record.Audience;
import org.wideberth.record.BodiesErased;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Salt;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Nothing is erased that is live, wanted or in doubt, and what is left is the same picture without
/// what was erased.
final class ErasureTest {
  private static final List<String> NAMES = List.of("amber", "cobalt", "relief");
  private static final List<PartyId> PARTIES = NAMES.stream().map(PartyId::new).toList();
  private static final Rules RULES = Shapes.rules(1, 2_000, "amber", "cobalt", "relief");
  private static final Duration OLD = Erasure.RETENTION_MIN;

  private static Outcome<Plan> plan(Picture picture, Duration olderThan, Instant now) {
    return plan(picture, olderThan, now, Optional.empty(), Set.of());
  }

  private static Outcome<Plan> plan(
      Picture picture,
      Duration olderThan,
      Instant now,
      Optional<OperationId> only,
      Set<EntryPlace> wanted) {
    Function<EntryPlace, Instant> written = at -> Instant.ofEpochMilli(at.seq());
    return Erasure.decide(picture, new Erasure.Request(olderThan, only), now, written, wanted);
  }

  private static EntryPlace place(HeldEntry entry) {
    return new EntryPlace(entry.origin(), entry.seq(), entry.leafHash());
  }

  private static List<HeldEntry> erased(List<HeldEntry> held, Plan plan) {
    Map<EntryPlace, HeldEntry.Erased> gone = new TreeMap<>();
    plan.items().forEach(item -> gone.put(item.at(), new HeldEntry.Erased(item.operation())));
    return held.stream()
        .map(
            entry -> {
              HeldEntry.Erased erased = gone.get(place(entry));
              return erased == null ? entry : entry.without(erased);
            })
        .toList();
  }

  private static Picture fold(PartyId self, List<HeldEntry> held) {
    Picture picture = Picture.empty(WrittenLog.THEATRE, self);
    picture.apply(held);
    return picture;
  }

  @Test
  void whateverWasWrittenNothingLiveIsErasedAndTheRestOfThePictureStays() {
    int operations = 0;
    int kept = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      PartyId self = PARTIES.get(random.nextInt(3));
      List<HeldEntry> held = new ArrayList<>();
      for (String name : NAMES) {
        WrittenLog log = new WrittenLog(name);
        new Scribe(
                random,
                log,
                PARTIES,
                List.of(RULES),
                new ArrayList<>(),
                new TakeUpScribe(random, PARTIES, true))
            .write(40);
        log.entries().forEach(each -> held.add(each.asHeldBy(self)));
      }
      Picture before = fold(self, held);
      Instant now = MORNING.plus(OLD).plus(Duration.ofMinutes(random.nextInt(300)));
      Plan plan = plan(before, OLD, now).orThrow();
      for (OperationId id : plan.operations()) {
        requireOver(before, id, now, seed);
      }
      Set<EntryPlace> places = new HashSet<>();
      plan.items().forEach(item -> places.add(item.at()));
      for (Placeholder placeholder : before.placeholders()) {
        assertThat(places).as("seed %d", seed).doesNotContain(placeholder.at());
      }

      List<HeldEntry> after = new ArrayList<>(erased(held, plan));
      Collections.shuffle(after, random);
      Picture left = fold(self, after);
      List<Operation> expected =
          before.operations().stream()
              .filter(operation -> !plan.operations().contains(operation.id()))
              .toList();
      assertThat(left.operations()).as("seed %d", seed).containsExactlyElementsOf(expected);
      assertThat(left.placeholders())
          .as("seed %d", seed)
          .containsExactlyElementsOf(before.placeholders());
      assertThat(left.findings())
          .as("seed %d", seed)
          .containsExactlyElementsOf(
              before.findings().stream()
                  .filter(finding -> !plan.operations().contains(finding.first().operation()))
                  .filter(finding -> !plan.operations().contains(finding.second().operation()))
                  .toList());
      assertThat(plan(left, OLD, now).orThrow().operations()).as("seed %d", seed).isEmpty();
      operations += plan.operations().size();
      kept += left.operations().size();
    }
    assertThat(operations).isGreaterThan(20);
    assertThat(kept).isGreaterThan(50);
  }

  private static void requireOver(Picture picture, OperationId id, Instant now, long seed) {
    OperationState state = picture.operation(id).orElseThrow().state();
    Set<Instant> ends = new TreeSet<>();
    for (OperationStep step : picture.steps(id)) {
      if (step.message() instanceof Carried carried) {
        carried.content().volumes().forEach(volume -> ends.add(volume.time().end()));
      }
    }
    boolean ended = state == OperationState.ENDED || state == OperationState.WITHDRAWN;
    assertThat(ended || ends.stream().noneMatch(end -> end.isAfter(now.minus(OLD))))
        .as("seed %d: %s is %s", seed, id, state)
        .isTrue();
  }

  @Test
  void anOperationQualifiesWhenItsLastVolumeIsOverForLongEnoughAndNotASecondBefore() {
    Theatre theatre = new Theatre("amber", "cobalt");
    OperationId id = theatre.declare("amber", request("a", circle(0), circle(9_000, 60)));
    theatre.decide("amber", p -> OperationDecisions.revise(p, id, request("a", circle(0))));
    Instant over = MORNING.plus(Duration.ofHours(2)).plus(OLD);

    Picture cobalt = theatre.picture("cobalt");
    assertThat(plan(cobalt, OLD, over.minusSeconds(1)).orThrow().operations()).isEmpty();
    Plan plan = plan(cobalt, OLD, over).orThrow();
    assertThat(plan.operations()).containsExactly(id);
    assertThat(plan.items()).hasSize(2);
    assertThat(plan(cobalt, OLD.plusDays(1), over).orThrow().items()).isEmpty();
  }

  @Test
  void nothingIsErasedSoonerThanTheMinimum() {
    Theatre theatre = new Theatre("amber");
    assertThat(refusal(plan(theatre.picture("amber"), OLD.minusSeconds(1), MORNING)))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    assertThat(plan(theatre.picture("amber"), OLD, MORNING).orThrow().items()).isEmpty();
  }

  private static RefusalCode refusal(Outcome<Plan> outcome) {
    return ((Outcome.Refused<Plan>) outcome).refusal().code();
  }

  @Test
  void oneThatIsNamedSaysWhyItStays() {
    Theatre theatre = new Theatre("amber", "cobalt");
    OperationId id = theatre.declare("amber", request("a", circle(0)));
    OperationId other = theatre.declare("amber", request("b", circle(0)));
    Picture picture = theatre.picture("amber");
    Instant soon = MORNING.plus(Duration.ofDays(1));
    Instant late = MORNING.plus(Duration.ofDays(90));

    assertThat(refusal(plan(picture, OLD, soon, Optional.of(id), Set.of())))
        .isEqualTo(RefusalCode.WRONG_STATE);
    OperationId unknown = new OperationId(PARTIES.getFirst(), "nothing");
    assertThat(refusal(plan(picture, OLD, late, Optional.of(unknown), Set.of())))
        .isEqualTo(RefusalCode.NOT_FOUND);
    OperationId variant = new OperationId(id.party(), id.name() + "-x0123abcd");
    assertThat(refusal(plan(picture, OLD, late, Optional.of(variant), Set.of())))
        .isEqualTo(RefusalCode.NOT_FOUND);
    assertThat(plan(picture, OLD, late, Optional.of(id), Set.of()).orThrow().operations())
        .containsExactly(id);
    Set<EntryPlace> wanted = Set.of(picture.steps(id).getFirst().at());
    assertThat(refusal(plan(picture, OLD, late, Optional.of(id), wanted)))
        .isEqualTo(RefusalCode.WRONG_STATE);
    assertThat(plan(picture, OLD, late, Optional.empty(), wanted).orThrow().operations())
        .containsExactly(other);
  }

  @Test
  void oneRequestTakesOnlySoManyEntriesAndSaysWhatIsLeft() {
    WrittenLog log = new WrittenLog("amber");
    byte[] body =
        OperationDecisions.draft(
                Picture.empty(WrittenLog.THEATRE, log.party()), 1, 0, request("a", circle(0)))
            .orThrow()
            .body();
    String text = new String(body, UTF_8);
    for (int i = 0; i <= Erasure.ENTRIES_MAX; i++) {
      byte[] next = text.replace("amber.1.0", "amber.1." + i).getBytes(UTF_8);
      log.write(Audience.authorOnly(), next);
    }
    List<HeldEntry> all = log.entries().stream().map(each -> each.full()).toList();
    Instant late = MORNING.plus(Duration.ofDays(90));

    Picture most = fold(log.party(), all.subList(0, Erasure.ENTRIES_MAX));
    Plan whole = plan(most, OLD, late).orThrow();
    assertThat(whole.operations()).hasSize(Erasure.ENTRIES_MAX);
    assertThat(whole.left()).isZero();
    Plan part = plan(fold(log.party(), all), OLD, late).orThrow();
    assertThat(part.items()).hasSize(Erasure.ENTRIES_MAX);
    assertThat(part.left()).isEqualTo(1);
  }

  @Test
  void notesGoWithTheLastOfTheOperationsTheySpeakOf() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(Shapes.rules(1, 2_000, "amber", "cobalt"), "amber", "cobalt");
    OperationId a = theatre.declare("amber", request("a", circle(0)));
    OperationId b = theatre.declare("cobalt", request("b", circle(0)));
    FindingNotes.batch(theatre.picture("amber")).forEach(each -> theatre.write("amber", each));
    theatre.decide("amber", p -> OperationDecisions.end(p, a));
    FindingNotes.batch(theatre.picture("amber")).forEach(each -> theatre.write("amber", each));
    List<HeldEntry> held = new ArrayList<>();
    PartyId self = new PartyId("cobalt");
    for (String party : List.of("amber", "cobalt")) {
      theatre.log(party).entries().forEach(each -> held.add(each.asHeldBy(self)));
    }
    Picture before = fold(self, held);
    Plan first = plan(before, OLD, MORNING.plus(Duration.ofMinutes(30))).orThrow();
    assertThat(first.operations()).as("only what was ended").containsExactly(a);
    assertThat(first.items()).hasSize(2);

    Picture after = fold(self, erased(held, first));
    Plan second = plan(after, OLD, MORNING.plus(Duration.ofDays(60))).orThrow();
    assertThat(second.operations()).containsExactly(b);
    assertThat(second.items()).as("b's declaration and both notes").hasSize(3);
    assertThat(second.items()).filteredOn(item -> item.operation().isEmpty()).hasSize(2);

    Picture last = fold(self, erased(erased(held, first), second));
    assertThat(last.operations()).isEmpty();
    assertThat(last.placeholders()).isEmpty();
    assertThat(FindingNotes.batch(last)).isEmpty();
  }

  @Test
  void whatStillEndsAnErasedOperationIsTakenAndWhatGoesOnWithItIsAlarmed() {
    Theatre theatre = new Theatre("amber", "cobalt");
    OperationId id = theatre.declare("amber", request("a", circle(0)));
    Picture cobalt = theatre.picture("cobalt");
    Plan plan = plan(cobalt, OLD, MORNING.plus(Duration.ofDays(60))).orThrow();
    theatre.decide("amber", p -> OperationDecisions.end(p, id));
    List<HeldEntry> ended = theatre.log("amber").entries().stream().map(e -> e.full()).toList();
    Picture quiet = fold(cobalt.self(), erased(ended, plan));
    assertThat(quiet.operations()).isEmpty();
    assertThat(quiet.placeholders()).isEmpty();
    Plan rest = plan(quiet, OLD, MORNING.plus(Duration.ofDays(60))).orThrow();
    assertThat(rest.items()).as("what came later goes the next time").hasSize(1);

    Theatre again = new Theatre("amber", "cobalt");
    OperationId same = again.declare("amber", request("a", circle(0)));
    again.decide("amber", p -> OperationDecisions.revise(p, same, request("a", circle(500))));
    List<HeldEntry> revised = again.log("amber").entries().stream().map(e -> e.full()).toList();
    Picture alarmed = fold(cobalt.self(), erased(revised, plan));
    assertThat(alarmed.unresolved(new PartyId("amber"))).isTrue();
  }

  /// Written by amber at that moment.
  private static HeldEntry written(WrittenLog log, Instant time, byte[] bytes, boolean withBody) {
    Body body = Body.of(Salt.of(new byte[Salt.BYTES]), bytes).orThrow();
    Entry entry =
        new Entry(log.origin(), log.size(), time, Audience.everyone(), List.of(), body.hash());
    HeldEntry held = log.leaf(entry.toBytes(), Audience.everyone(), body);
    return withBody ? held : log.last().withoutBody();
  }

  @Test
  void anAuthorsWordExcusesWhatItWroteLongBeforeAndNothingLater() {
    PartyId amber = new PartyId("amber");
    for (boolean wordFirst : List.of(true, false)) {
      WrittenLog log = new WrittenLog("amber");
      byte[] anything = new byte[10];
      HeldEntry old = written(log, MORNING, anything, false);
      HeldEntry young = written(log, MORNING.plusMillis(1), anything, false);
      byte[] word =
          BodiesErased.of(log.origin(), new TreeSet<>(Set.of(0L, 1L))).getFirst().toBytes();
      HeldEntry said = written(log, MORNING.plus(OLD), word, true);
      Picture picture = Picture.empty(WrittenLog.THEATRE, new PartyId("cobalt"));
      picture.apply(wordFirst ? List.of(said) : List.of(old, young));
      picture.apply(wordFirst ? List.of(old, young) : List.of(said));

      assertThat(picture.placeholders()).extracting(each -> each.at().seq()).containsExactly(1L);
      assertThat(picture.unresolved(amber)).as("the later one is withheld").isTrue();
      assertThat(picture.isErasedByAuthor(log.origin(), 0)).isTrue();
      assertThat(picture.isErasedByAuthor(log.origin(), 1)).isFalse();
    }
  }

  @Test
  void nobodyExcusesWhatAnotherWithholds() {
    WrittenLog log = new WrittenLog("amber");
    WrittenLog liar = new WrittenLog("cobalt");
    HeldEntry old = written(log, MORNING, new byte[10], false);
    byte[] word = BodiesErased.of(log.origin(), new TreeSet<>(Set.of(0L))).getFirst().toBytes();
    HeldEntry said = written(liar, MORNING.plus(OLD), word, true);
    Picture picture = Picture.empty(WrittenLog.THEATRE, new PartyId("relief"));
    picture.apply(List.of(old, said));
    assertThat(picture.unresolved(new PartyId("amber"))).isTrue();
    assertThat(picture.unresolved(new PartyId("cobalt"))).as("and the word is alarmed").isTrue();
  }

  @Test
  void theAuthorsWordIsReadAsItIsWrittenAndFitsIntoBodies() {
    TreeSet<Long> seqs = new TreeSet<>();
    for (long i = 0; i < BodiesErased.RANGES_MAX + 1; i++) {
      seqs.add(9_007_199_254_000_000L + 2 * i);
    }
    WrittenLog log = new WrittenLog("amber");
    List<BodiesErased> words = BodiesErased.of(log.origin(), seqs);
    assertThat(words).hasSize(2);
    for (BodiesErased each : words) {
      assertThat(BodiesErased.parse(each.toBytes()).orThrow()).isEqualTo(each);
      assertThat(each.covers(log.origin(), each.entries().getFirst().first() + 1)).isFalse();
      assertThat(each.covers(log.origin(), each.entries().getLast().last())).isTrue();
    }
    String touching =
        "{\"type\":\"bodies-erased\",\"log\":\"river/amber/1\",\"entries\":[\"1-2\",\"3-4\"]}";
    assertThat(BodiesErased.parse(touching.getBytes(UTF_8))).isInstanceOf(Outcome.Refused.class);
  }
}
