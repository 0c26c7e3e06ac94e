package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
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
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.AgreementBody.Done;
import org.wideberth.agreement.AgreementBody.Step;
import org.wideberth.agreement.Lineage;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.RulesChange;
import org.wideberth.agreement.RulesChanges;
import org.wideberth.agreement.Speaker;
import org.wideberth.agreement.Steps.Suspension;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Kind;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// Agreements that follow each other in time, and what two people of a party do to them.
final class AgreementTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Rules NEAR =
      Shapes.with(
          Shapes.rules(1, 500, "amber", "cobalt"),
          List.of(Shapes.river(0, "amber")),
          List.of(Shapes.zone("ward", ZoneKind.KEEP_OUT, 0, circle(800, 60), "amber")),
          Map.of(Kind.AIR, 3_600));
  private static final Instant NOON = MORNING.plus(Duration.ofHours(6));
  private static final Speaker ANNA = person("Anna");
  private static final Speaker BEN = person("Ben");

  private static Speaker person(String name) {
    return new Speaker(new DisplayName(name), "commander");
  }

  /// Wider minima than [#NEAR], in its place from a time on.
  private static Rules wider(Instant from) {
    return Rules.of(
        Shapes.rules(2, 5_000, "amber", "cobalt")
            .document()
            .with(new Lineage(Optional.of(NEAR.hash()), Optional.empty(), Optional.of(from))));
  }

  private static Theatre theatre() {
    Theatre theatre = new Theatre("amber", "cobalt");
    theatre.adopt(NEAR, "amber", "cobalt");
    return theatre;
  }

  @Test
  void aVersionHoldsFromItsTimeOnAndTheOneBeforeUntilThen() {
    Theatre theatre = theatre();
    Rules wider = wider(NOON);
    theatre.adopt(wider, "amber", "cobalt");
    // 2 km apart: that is enough before noon, and too little from then on.
    theatre.declare("amber", request("morning", circle(-3_000, 0)));
    theatre.declare("cobalt", request("morning", circle(0, 0)));
    assertThat(theatre.picture("amber").findings()).isEmpty();
    theatre.declare("amber", request("noon", circle(-3_000, 330)));
    theatre.declare("cobalt", request("noon", circle(0, 330)));

    Finding finding = theatre.picture("amber").findings().iterator().next();
    assertThat(theatre.picture("amber").findings()).hasSize(1);
    assertThat(finding.interval().start()).as("found from noon on only").isEqualTo(NOON);
    assertThat(finding.rules()).containsExactlyInAnyOrder(NEAR.hash(), wider.hash());
    assertThat(finding.disputed()).isFalse();
    assertThat(theatre.picture("cobalt").findings()).containsExactly(finding);
    assertThat(theatre.picture("amber").agreement().inForce(NOON.minusMillis(1))).contains(NEAR);
    assertThat(theatre.picture("amber").agreement().inForce(NOON)).contains(wider);
    // What each has noted of it is the same.
    assertThat(FindingNotes.batch(theatre.picture("amber"))).hasSize(1);
    theatre.write("amber", FindingNotes.batch(theatre.picture("amber")).getFirst());
    assertThat(theatre.picture("cobalt").differences()).isEmpty();
  }

  @Test
  void untilAllHaveAdoptedItItIsInDisputeFromItsTimeOnOnly() {
    Theatre theatre = theatre();
    theatre.adopt(wider(NOON), "amber");
    theatre.declare("amber", request("morning", circle(-900, 0)));
    theatre.declare("cobalt", request("morning", circle(0, 0)));
    theatre.declare("amber", request("noon", circle(-900, 360)));
    theatre.declare("cobalt", request("noon", circle(0, 360)));

    assertThat(theatre.picture("cobalt").findings())
        .extracting(each -> each.interval().start(), Finding::disputed)
        .containsExactlyInAnyOrder(tuple(MORNING, false), tuple(NOON, true));
    assertThat(theatre.picture("cobalt").agreement().disputed(MORNING)).isFalse();
    assertThat(theatre.picture("cobalt").agreement().disputed(NOON)).isTrue();
  }

  @Test
  void noVersionIsInForceBeforeItsLastMemberAdoptedIt() {
    Theatre theatre = theatre();
    Rules wider = wider(NOON);
    theatre.clock(NOON.minusSeconds(60));
    theatre.adopt(wider, "amber");
    theatre.clock(NOON.plusSeconds(900));
    theatre.adopt(wider, "cobalt");

    assertThat(theatre.picture("amber").agreement().inForceFrom(wider.hash()))
        .isEqualTo(NOON.plusSeconds(900));
    assertThat(theatre.picture("cobalt").agreement().inForce(NOON.plusSeconds(899))).contains(NEAR);
  }

  @Test
  void linesZonesAndLeadTimesHoldWhileTheirVersionDoes() {
    Theatre theatre = theatre();
    theatre.adopt(wider(NOON), "amber", "cobalt");
    theatre.clock(MORNING.minus(Duration.ofDays(1)));
    theatre.declare("amber", request("before", circle(300, 330)));
    theatre.declare("amber", request("after", circle(300, 400)));

    assertThat(theatre.picture("cobalt").articleFindings())
        .extracting(ArticleFinding::name, ArticleFinding::article)
        .containsExactly(tuple("before", "lines/river"));
    assertThat(
            theatre
                .picture("cobalt")
                .articleFindings()
                .iterator()
                .next()
                .under()
                .getFirst()
                .interval()
                .end())
        .isEqualTo(NOON);
  }

  @Test
  void aDiffNamesEveryArticleThatDiffersInWords() {
    Rules other =
        Rules.of(
            Shapes.with(
                    Shapes.rules(2, 500, "amber", "relief"),
                    List.of(Shapes.river(400, "amber")),
                    List.of(Shapes.zone("bay", ZoneKind.KEEP_OUT, 0, circle(0, 60), "amber")),
                    Map.of(Kind.AIR, 1_800))
                .document()
                .with(new Lineage(Optional.empty(), Optional.empty(), Optional.of(NOON))));
    List<RulesChange> changes = RulesChanges.between(NEAR.document(), other.document());

    assertThat(changes)
        .extracting(RulesChange::article, RulesChange::word)
        .containsExactly(
            tuple("number", "changed"),
            tuple("members/cobalt", "removed"),
            tuple("members/relief", "added"),
            tuple("in-force-from", "added"),
            tuple("lines/river", "changed"),
            tuple("zones/bay", "added"),
            tuple("zones/ward", "removed"),
            tuple("lead-times/air", "changed"));
    assertThat(changes.get(4).words())
        .startsWith("3 of 3 vertices moved, most of all vertex 1 by 401.14 m")
        .contains("from 47.45 8 to 47.45 8.0053191");
    assertThat(changes.getLast().words())
        .isEqualTo("from 3600 s before the start to 1800 s before the start");
    assertThat(RulesChanges.between(NEAR.document(), NEAR.document())).isEmpty();
  }

  private static Hash ask(Theatre theatre, Step step, List<String> articles, Speaker by) {
    theatre.decide(
        "amber",
        p ->
            AgreementDecisions.ask(
                p,
                step,
                NEAR.hash(),
                articles,
                step == Step.END ? Optional.of(NOON) : Optional.empty(),
                "The bridge is out.",
                by));
    return Hash.sha256(theatre.log("amber").last().full().leaf());
  }

  private static Outcome<Draft> confirm(Theatre theatre, Hash asked, Speaker by) {
    return AgreementDecisions.confirm(
        theatre.picture("amber"), asked, by, Optional.empty(), Instant.EPOCH);
  }

  private static void twoPeople(Theatre theatre, Step step, String... articles) {
    Hash asked = ask(theatre, step, List.of(articles), ANNA);
    theatre.write("amber", confirm(theatre, asked, BEN).orThrow());
  }

  private static List<Suspension> suspensions(Theatre theatre) {
    return theatre.picture("cobalt").agreement().steps().suspensions();
  }

  @Test
  void aSuspensionIsSeenByAllAndFindingsGoOn() {
    Theatre theatre = theatre();
    theatre.declare("amber", request("ferry", circle(300)));
    List<ArticleFinding> before = List.copyOf(theatre.picture("cobalt").articleFindings());
    assertThat(before).isNotEmpty();
    Hash asked = ask(theatre, Step.SUSPENSION, List.of("lines/river"), ANNA);
    assertThat(suspensions(theatre)).as("one person alone").isEmpty();
    assertThat(theatre.picture("cobalt").agreement().steps().asked()).hasSize(1);
    theatre.write("amber", confirm(theatre, asked, BEN).orThrow());

    Suspension only = suspensions(theatre).getFirst();
    assertThat(suspensions(theatre)).hasSize(1);
    assertThat(only.article()).contains("lines/river");
    assertThat(only.reason()).isEqualTo("The bridge is out.");
    assertThat(List.of(only.askedBy(), only.by())).containsExactly(ANNA, BEN);
    assertThat(theatre.events("cobalt").getLast()).isInstanceOf(PictureEvent.RulesChanged.class);
    assertThat(theatre.picture("cobalt").articleFindings()).containsExactlyElementsOf(before);
    var steps = theatre.picture("cobalt").agreement().steps();
    assertThat(steps.of("lines/river", List.of(NEAR.hash()))).containsExactly(only);
    assertThat(steps.of("lead-times/air", List.of(NEAR.hash()))).isEmpty();
    assertThat(steps.asked()).isEmpty();

    twoPeople(theatre, Step.RESUMPTION, "lines/river");
    assertThat(suspensions(theatre)).isEmpty();
    assertThat(theatre.picture("cobalt").placeholders()).isEmpty();
  }

  @Test
  void theWholeIsResumedWithItsArticles() {
    Theatre theatre = theatre();
    twoPeople(theatre, Step.SUSPENSION, "lines/river", "zones/ward");
    assertThat(suspensions(theatre)).hasSize(2);
    twoPeople(theatre, Step.SUSPENSION);
    assertThat(suspensions(theatre))
        .extracting(Suspension::article)
        .containsExactly(Optional.empty());
    assertThat(refused(theatre, Step.RESUMPTION, List.of("lines/river")).detail())
        .contains("resume the whole");
    twoPeople(theatre, Step.RESUMPTION);
    assertThat(suspensions(theatre)).isEmpty();
    assertThat(refused(theatre, Step.RESUMPTION, List.of()).detail())
        .contains("nothing of it is suspended");
  }

  private static Refusal refused(Theatre theatre, Step step, List<String> articles) {
    return refusal(
        AgreementDecisions.ask(
            theatre.picture("amber"), step, NEAR.hash(), articles, Optional.empty(), "why", ANNA));
  }

  private static Refusal refusal(Outcome<Draft> outcome) {
    return ((Outcome.Refused<Draft>) outcome).refusal();
  }

  @Test
  void onePersonAloneIsRefusedHereAndDoesNotCountElsewhere() {
    Theatre theatre = theatre();
    Hash asked = ask(theatre, Step.SUSPENSION, List.of(), ANNA);
    assertThat(refusal(confirm(theatre, asked, person("anna"))).code())
        .isEqualTo(RefusalCode.FORBIDDEN);

    theatre.write("amber", draft(new Done(Step.SUSPENSION, asked, person("ANNA"))));
    theatre.write("amber", draft(new Done(Step.SUSPENSION, Hash.sha256(new byte[1]), BEN)));
    theatre.write("amber", draft(new Done(Step.RESUMPTION, asked, BEN)));
    theatre.write("cobalt", draft(new Done(Step.SUSPENSION, asked, BEN)));

    assertThat(suspensions(theatre)).isEmpty();
    assertThat(theatre.picture("cobalt").placeholders().stream().map(Placeholder::words))
        .satisfiesExactly(
            words -> assertThat(words).contains("it takes two people"),
            words -> assertThat(words).contains("not in this log"),
            words -> assertThat(words).contains("and not for its resumption"),
            words -> assertThat(words).contains("not in this log"));
    theatre.write("amber", draft(new Done(Step.SUSPENSION, asked, BEN)));
    assertThat(suspensions(theatre)).hasSize(1);
  }

  @Test
  void whatWasAskedForIsDoneOnceAndWithinADay() {
    Theatre theatre = theatre();
    theatre.clock(MORNING);
    Hash asked = ask(theatre, Step.SUSPENSION, List.of(), ANNA);
    theatre.write("amber", confirm(theatre, asked, BEN).orThrow());
    twoPeople(theatre, Step.RESUMPTION);
    theatre.write("amber", draft(new Done(Step.SUSPENSION, asked, BEN)));
    assertThat(suspensions(theatre)).as("nobody else asked for it again").isEmpty();
    assertThat(refusal(confirm(theatre, asked, BEN)).code()).isEqualTo(RefusalCode.NOT_FOUND);

    Hash late = ask(theatre, Step.SUSPENSION, List.of(), ANNA);
    Instant next = MORNING.plus(Duration.ofHours(24)).plusMillis(1);
    assertThat(
            refusal(
                    AgreementDecisions.confirm(
                        theatre.picture("amber"), late, BEN, Optional.empty(), next))
                .code())
        .isEqualTo(RefusalCode.WRONG_STATE);
    theatre.clock(next);
    theatre.write("amber", draft(new Done(Step.SUSPENSION, late, BEN)));
    assertThat(suspensions(theatre)).isEmpty();
    assertThat(theatre.picture("cobalt").placeholders()).hasSize(1);
  }

  @Test
  void anEndBindsItsPartyNoMoreFromThenOnAndTheOtherSideGoesOnFinding() {
    Theatre theatre = theatre();
    twoPeople(theatre, Step.END);
    theatre.declare("amber", request("morning", circle(-900, 0)));
    theatre.declare("cobalt", request("morning", circle(0, 0)));
    theatre.declare("amber", request("noon", circle(-900, 360)));
    theatre.declare("cobalt", request("noon", circle(0, 360)));

    var picture = theatre.picture("cobalt");
    assertThat(picture.agreement().inForce(NOON.minusMillis(1))).contains(NEAR);
    assertThat(picture.agreement().inForce(NOON)).isEmpty();
    assertThat(picture.findings())
        .extracting(each -> each.interval().start(), Finding::disputed)
        .containsExactlyInAnyOrder(tuple(MORNING, false), tuple(NOON, true));
    assertThat(picture.rulesBetween(AMBER, COBALT).at(NOON).orElseThrow().rules())
        .containsExactly(NEAR);
    // It may be adopted again.
    theatre.decide("amber", p -> RulesDecisions.adopt(p, NEAR.hash(), Optional.empty()));
    assertThat(picture.agreement().inForce(NOON)).contains(NEAR);
  }

  @Test
  void whatEitherHistorySuspendsIsSuspended() {
    Theatre theatre = theatre();
    WrittenLog one = copy(theatre.log("amber"));
    WrittenLog other = copy(theatre.log("amber"));
    int from = (int) one.size();
    suspend(one, "lines/river");
    suspend(other, "zones/ward");
    List<HeldEntry> all = new ArrayList<>(ForkedPictureTest.Fork.of(one, other, from).all());
    theatre.log("cobalt").entries().forEach(each -> all.add(each.full()));
    Set<String> digests = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      Collections.shuffle(all, new Random(seed));
      Picture picture = Picture.empty(WrittenLog.THEATRE, COBALT);
      all.forEach(each -> picture.apply(List.of(each)));
      digests.add(picture.digest());
      assertThat(picture.agreement().steps().suspensions())
          .as("seed %d", seed)
          .extracting(each -> each.article().orElseThrow())
          .containsExactly("lines/river", "zones/ward");
      assertThat(picture.placeholders()).isEmpty();
    }
    assertThat(digests).hasSize(1);
  }

  private static WrittenLog copy(WrittenLog log) {
    WrittenLog copy = new WrittenLog(log.party().text());
    log.entries()
        .forEach(
            each -> copy.leaf(each.full().leaf(), each.to(), each.full().body().orElseThrow()));
    return copy;
  }

  private static void suspend(WrittenLog log, String article) {
    HeldEntry asked =
        log.write(
            draft(
                new AgreementBody.Asked(
                    Step.SUSPENSION,
                    NEAR.hash(),
                    List.of(article),
                    Optional.empty(),
                    "why",
                    ANNA)));
    log.write(draft(new Done(Step.SUSPENSION, Hash.sha256(asked.leaf()), BEN)));
  }

  private static Draft draft(AgreementBody body) {
    return new Draft(Audience.everyone(), body.toBytes());
  }
}
