package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wideberth.agreement.Rules;
import org.wideberth.agreement.ZoneArticle.ZoneKind;
import org.wideberth.channel.MessageId;
import org.wideberth.claim.ArticleRef;
import org.wideberth.claim.BasisContest;
import org.wideberth.claim.Claim;
import org.wideberth.claim.Claim.Standing;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.claim.Claims;
import org.wideberth.claim.Crossing;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.operation.Basis;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.picture.ClaimDecisions.ReportRequest;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// A crossing that one party reports and another contests, and the basis of an operation.
final class ClaimTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Optional<DisplayName> WEIR = Optional.of(new DisplayName("Lt Weir"));
  private static final Rules RULES =
      Shapes.with(
          Shapes.rules(1, 500, "amber", "cobalt", "relief"),
          List.of(Shapes.river(0, "cobalt")),
          List.of(Shapes.zone("ward", ZoneKind.KEEP_OUT, 0, Shapes.circle(800, 60), "cobalt")),
          Map.of());
  private static final ArticleRef RIVER = new ArticleRef(RULES.hash(), "lines/river");

  private final Theatre theatre = new Theatre("amber", "cobalt", "relief", "watcher");

  @BeforeEach
  void agree() {
    theatre.adopt(RULES, "amber", "cobalt", "relief");
  }

  private static Sighting seen(double eastM, String words) {
    return new Sighting(
        Optional.of(
            new Sighting.Place(Position.ofDegrees(Shapes.LAT, Shapes.LON + eastM / 75_200.0), 100)),
        Optional.of(new Sighting.Time(Shapes.MORNING, 60)),
        words);
  }

  private static Sighting words(String words) {
    return new Sighting(Optional.empty(), Optional.empty(), words);
  }

  private static ReportRequest request(PartyId of, ArticleRef line, Optional<Audience> to) {
    return new ReportRequest(
        of, line, seen(300, "two boats"), Optional.empty(), List.of(), to, WEIR);
  }

  private MessageId report() {
    MessageId id = new MessageId(AMBER, 1, theatre.log("amber").size(), "");
    theatre.decide(
        "amber", p -> ClaimDecisions.report(p, request(COBALT, RIVER, Optional.empty())));
    return id;
  }

  private void say(String party, MessageId report, Stance stance, Sighting sighting) {
    theatre.decide(party, p -> ClaimDecisions.say(p, report, stance, sighting, WEIR));
  }

  private Crossing seenBy(String party, MessageId report) {
    return theatre.picture(party).claims().crossing(report).orElseThrow();
  }

  private static List<Standing> standings(Crossing crossing, PartyId party) {
    return crossing.claims().getOrDefault(party, List.of()).stream().map(Claim::standing).toList();
  }

  private static String refusal(Outcome<Draft> outcome) {
    return outcome instanceof Outcome.Refused<Draft>(var refusal) ? refusal.detail() : "none";
  }

  @Test
  void whatOneReportsAndTheOtherContestsStandsSideBySideAtBoth() {
    MessageId report = report();
    assertThat(seenBy("cobalt", report).state()).isEqualTo(Crossing.State.UNANSWERED);
    say("cobalt", report, Stance.CONTESTED, seen(-300, "they stayed on our side"));
    for (String party : List.of("amber", "cobalt", "relief")) {
      Crossing crossing = seenBy(party, report);
      assertThat(crossing.state()).isEqualTo(Crossing.State.CONTESTED);
      assertThat(crossing.standing(AMBER).orElseThrow().sighting())
          .isEqualTo(seen(300, "two boats"));
      assertThat(crossing.standing(COBALT).orElseThrow().sighting().words())
          .isEqualTo("they stayed on our side");
      assertThat(crossing).isEqualTo(seenBy("amber", report));
      assertThat(crossing.places()).hasSize(2);
    }
    say("relief", report, Stance.AGREED, words(""));
    assertThat(seenBy("amber", report).state())
        .as("that a third agrees takes nothing from the contest")
        .isEqualTo(Crossing.State.CONTESTED);
    assertThat(theatre.picture("watcher").claims().size()).as("it was not told").isZero();
  }

  @Test
  void eachIsCorrectedOrTakenBackByItsOwnAuthorAndStaysToBeRead() {
    MessageId report = report();
    say("cobalt", report, Stance.CONTESTED, words("not ours"));
    say("amber", report, Stance.CORRECTED, seen(200, "one boat"));
    assertThat(standings(seenBy("relief", report), AMBER))
        .containsExactly(Standing.CORRECTED, Standing.STANDS);
    say("cobalt", report, Stance.AGREED, words("it was a ferry"));
    assertThat(standings(seenBy("relief", report), COBALT))
        .containsExactly(Standing.CORRECTED, Standing.STANDS);
    assertThat(seenBy("relief", report).state()).isEqualTo(Crossing.State.AGREED);
    say("amber", report, Stance.TAKEN_BACK, words("it was a buoy"));
    Crossing after = seenBy("cobalt", report);
    assertThat(after.state()).isEqualTo(Crossing.State.TAKEN_BACK);
    assertThat(standings(after, AMBER)).containsExactly(Standing.CORRECTED, Standing.TAKEN_BACK);
    assertThat(
            after
                .claims()
                .getOrDefault(AMBER, List.of())
                .getLast()
                .takenBack()
                .orElseThrow()
                .words())
        .isEqualTo("it was a buoy");
    assertThat(standings(after, COBALT)).as("the other's word stands").contains(Standing.STANDS);
    assertThat(refusal(ClaimDecisions.say(p("amber"), report, Stance.TAKEN_BACK, words(""), WEIR)))
        .contains("has said nothing of amber.1.2 that stands");
    say("amber", report, Stance.CORRECTED, seen(250, "a boat after all"));
    assertThat(seenBy("cobalt", report).state()).isEqualTo(Crossing.State.AGREED);
  }

  private Picture p(String party) {
    return theatre.picture(party);
  }

  @Test
  void whatCannotBeClaimedIsRefusedWithTheFieldAndTheFix() {
    MessageId report = report();
    ArticleRef other = new ArticleRef(Hash.sha256(new byte[0]), "lines/river");
    ArticleRef brook = new ArticleRef(RULES.hash(), "lines/brook");
    assertThat(refusal(ClaimDecisions.report(p("amber"), request(COBALT, other, Optional.empty()))))
        .startsWith("agreement: no document with that hash");
    assertThat(refusal(ClaimDecisions.report(p("amber"), request(COBALT, brook, Optional.empty()))))
        .startsWith("article: the agreement has no article lines/brook");
    assertThat(
            refusal(ClaimDecisions.report(p("watcher"), request(COBALT, RIVER, Optional.empty()))))
        .startsWith("agreement: watcher has not adopted it");
    assertThat(
            refusal(
                ClaimDecisions.report(
                    p("amber"), request(COBALT, RIVER, Optional.of(Shapes.to("relief"))))))
        .startsWith("to: it speaks of cobalt");
    assertThat(refusal(ClaimDecisions.say(p("amber"), report, Stance.CONTESTED, words("x"), WEIR)))
        .contains("is a report of this party");
    assertThat(
            refusal(ClaimDecisions.say(p("cobalt"), report, Stance.CORRECTED, seen(0, "x"), WEIR)))
        .contains("is a report of amber");
    assertThat(refusal(ClaimDecisions.say(p("cobalt"), report, Stance.CONTESTED, words(" "), WEIR)))
        .startsWith("words: say why");
    assertThat(
            refusal(
                ClaimDecisions.say(
                    p("cobalt"), new MessageId(AMBER, 1, 99, ""), Stance.AGREED, words(""), WEIR)))
        .contains("there is no report amber.1.99");
  }

  private EntryPlace write(String party, Audience to, ClaimBody body) {
    theatre.write(party, new Draft(to, body.toBytes()));
    HeldEntry held = theatre.log(party).last().asHeldBy(new PartyId(party));
    return new EntryPlace(held.origin(), held.seq(), held.leafHash());
  }

  private static ClaimBody.Reported reported(String words) {
    return new ClaimBody.Reported(
        COBALT, RIVER, seen(0, words), Optional.empty(), List.of(), Optional.empty());
  }

  private static ClaimBody.Spoken spoken(Stance stance, EntryPlace report, String words) {
    return new ClaimBody.Spoken(
        stance,
        report,
        stance == Stance.CORRECTED ? seen(0, words) : words(words),
        Optional.empty());
  }

  @Test
  void whoWasNotToldHasNoSayAndNobodySpeaksForAnother() {
    EntryPlace report = write("amber", Shapes.to("cobalt"), reported("boats"));
    MessageId id = MessageId.of(report, Optional.empty());
    write("relief", Audience.everyone(), spoken(Stance.AGREED, report, "we saw it too"));
    assertThat(seenBy("cobalt", id).claims()).containsOnlyKeys(AMBER);
    Crossing before = seenBy("amber", id);
    write("relief", Audience.everyone(), spoken(Stance.CORRECTED, report, "it was ours"));
    write("relief", Audience.everyone(), spoken(Stance.TAKEN_BACK, report, "no longer"));
    assertThat(seenBy("amber", id)).isEqualTo(before);
    assertThat(p("amber").placeholders()).as("that no report of it was corrected").hasSize(1);
  }

  @Test
  void ofOnePartyTheLatestSixteenInAMatterCountAndTheFirstReportAlways() {
    EntryPlace report = write("amber", Shapes.to("cobalt"), reported("first"));
    MessageId id = MessageId.of(report, Optional.empty());
    for (int i = 1; i < Claims.SAYINGS_MAX; i++) {
      write("amber", Shapes.to("cobalt"), spoken(Stance.CORRECTED, report, "n" + i));
      write("cobalt", Shapes.to("amber"), spoken(Stance.CONTESTED, report, "n" + i));
    }
    assertThat(seenBy("cobalt", id).claims().get(AMBER)).hasSize(Claims.SAYINGS_MAX);
    write("amber", Shapes.to("cobalt"), spoken(Stance.CORRECTED, report, "last"));
    List<Claim> claims = seenBy("cobalt", id).claims().getOrDefault(AMBER, List.of());
    assertThat(claims).hasSize(Claims.SAYINGS_MAX);
    assertThat(claims.getFirst().sighting().words()).isEqualTo("first");
    assertThat(claims.get(1).sighting().words()).isEqualTo("n2");
    assertThat(claims.getLast().sighting().words()).isEqualTo("last");
    assertThat(seenBy("cobalt", id).claims().get(COBALT)).hasSize(Claims.SAYINGS_MAX - 1);
  }

  @Test
  void whoFloodsPushesOutWordsOfItsOwnOnlyInWhateverOrderTheyCome() {
    Random random = new Random(20_261_126);
    WrittenLog amber = new WrittenLog("amber");
    WrittenLog cobalt = new WrittenLog("cobalt");
    List<HeldEntry> all = new ArrayList<>();
    all.add(cobalt.write(Shapes.to("amber"), reportedOf(AMBER).toBytes()));
    for (int i = 0; i <= Claims.ENTRIES_MAX; i++) {
      all.add(amber.write(Shapes.to("cobalt"), reported("n" + i).toBytes()));
    }
    HeldEntry first = all.get(1);
    EntryPlace pushedOut = new EntryPlace(first.origin(), first.seq(), first.leafHash());
    all.add(
        cobalt.write(
            Shapes.to("amber"), spoken(Stance.CONTESTED, pushedOut, "not ours").toBytes()));
    Picture inOrder = Picture.empty(WrittenLog.THEATRE, COBALT);
    inOrder.apply(all);
    assertThat(inOrder.claims().size()).isEqualTo(Claims.ENTRIES_MAX + 1);
    assertThat(inOrder.claims().crossing(pushedOut)).isEmpty();
    assertThat(inOrder.claims().latest(Optional.empty(), Integer.MAX_VALUE))
        .anyMatch(crossing -> crossing.reporter().equals(COBALT));
    Collections.shuffle(all, random);
    Picture shuffled = Picture.empty(WrittenLog.THEATRE, COBALT);
    for (HeldEntry each : all) {
      shuffled.apply(List.of(each));
    }
    assertThat(shuffled.digest()).isEqualTo(inOrder.digest());
  }

  private static ClaimBody.Reported reportedOf(PartyId of) {
    return new ClaimBody.Reported(
        of, RIVER, seen(0, "x"), Optional.empty(), List.of(), Optional.empty());
  }

  @Test
  void whatIsClaimedChangesNothingElse() {
    theatre.declare("cobalt", Shapes.request("ferry", Shapes.circle(400)));
    List<String> before = rest("relief");
    MessageId report = report();
    say("cobalt", report, Stance.CONTESTED, words("no"));
    assertThat(rest("relief")).isEqualTo(before);
    assertThat(theatre.events("relief").getLast()).isInstanceOf(PictureEvent.ClaimsChanged.class);
  }

  private List<String> rest(String party) {
    Picture picture = p(party);
    return List.of(
        picture.operations().toString(),
        picture.findings().toString(),
        picture.articleFindings().toString(),
        picture.placeholders().toString(),
        picture.pending().toString());
  }

  private OperationId ferry(Optional<Basis> basis, Optional<Audience> to) {
    OperationRequest plain = Shapes.request("ferry", Shapes.circle(0));
    return theatre.declare(
        "cobalt",
        new OperationRequest(
            plain.kind(), 0, plain.grain(), plain.name(), plain.volumes(), to, basis));
  }

  private static Optional<Basis> basis(String text) {
    return Optional.of(new Basis(text, "en", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private List<Boolean> contests(String party, OperationId id) {
    return p(party).claims().contests(id).stream().map(BasisContest::stands).toList();
  }

  @Test
  void aBasisIsContestedByWhoCanReadItAndBothStand() {
    OperationId ferry = ferry(basis("the truce"), Optional.of(Shapes.to("amber", "relief")));
    assertThat(p("amber").operation(ferry).orElseThrow().content().basis())
        .isEqualTo(basis("the truce"));
    theatre.decide("amber", p -> ClaimDecisions.contestBasis(p, ferry, "it ended", WEIR));
    for (String party : List.of("amber", "cobalt", "relief")) {
      assertThat(contests(party, ferry)).as(party).containsExactly(true);
      assertThat(p(party).claims().contests(ferry).getFirst().basis())
          .isEqualTo(basis("the truce").orElseThrow().hash());
      assertThat(p(party).saidUnderArticles(ferry)).hasSize(1);
    }
    assertThat(contests("watcher", ferry)).isEmpty();
    assertThat(refusal(ClaimDecisions.contestBasis(p("watcher"), ferry, "x", WEIR)))
        .contains("there is no operation");
    assertThat(refusal(ClaimDecisions.contestBasis(p("cobalt"), ferry, "x", WEIR)))
        .contains("it is of this party");
    assertThat(refusal(ClaimDecisions.takeBackContest(p("relief"), ferry, "", WEIR)))
        .contains("does not contest");
    theatre.decide("amber", p -> ClaimDecisions.takeBackContest(p, ferry, "we looked", WEIR));
    assertThat(contests("cobalt", ferry)).containsExactly(false);
    theatre.decide("amber", p -> ClaimDecisions.contestBasis(p, ferry, "it did end", WEIR));
    assertThat(contests("cobalt", ferry)).containsExactly(true);
    assertThat(p("cobalt").operation(ferry).orElseThrow().isLive()).isTrue();
  }

  @Test
  void aContestIsOfTheBasisThatWasReadAndNotOfALaterOne() {
    OperationId ferry = ferry(basis("the truce"), Optional.empty());
    Instant noticed = p("amber").operation(ferry).orElseThrow().noticed();
    theatre.decide("amber", p -> ClaimDecisions.contestBasis(p, ferry, "it ended", WEIR));
    theatre.clock(Shapes.MORNING);
    OperationRequest plain = Shapes.request("ferry", Shapes.circle(0));
    theatre.revise(
        "cobalt",
        ferry,
        new OperationRequest(
            plain.kind(),
            0,
            plain.grain(),
            plain.name(),
            plain.volumes(),
            Optional.empty(),
            basis("the other truce")));
    assertThat(p("amber").operation(ferry).orElseThrow().noticed())
        .as("another basis is no new notice")
        .isEqualTo(noticed);
    Hash now = p("amber").operation(ferry).orElseThrow().content().basis().orElseThrow().hash();
    assertThat(p("amber").claims().contests(ferry).getFirst().basis()).isNotEqualTo(now);
    OperationId bare = ferry(Optional.empty(), Optional.empty());
    assertThat(refusal(ClaimDecisions.contestBasis(p("amber"), bare, "x", WEIR)))
        .contains("states no basis");
  }
}
