package org.wideberth.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.geo.Datum;
import org.wideberth.geo.Ground;
import org.wideberth.geo.HeightBand;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.OperationId;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Limits;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.settlement.SettlementBody.Answer;

final class SettlementBodyTest {
  private static final TheatreId RIVER = new TheatreId("river");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final FindingName FINDING =
      new FindingName.Pair(
          new OperationId(AMBER, "1.1"), new OperationId(COBALT, "1.7"), "minima/air-ground");
  private static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
  private static final String GOOD =
      "{'type':'change-offered','finding':{'a':'amber.1.1','b':'cobalt.1.7',"
          + "'article':'minima/air-ground'},'operation':'cobalt.1.7','revision':2,'withdraw':false,"
          + "'time':{'start':1795500000000,'end':1795503600000},'words':''}";

  private static Outcome<SettlementBody> parse(String text) {
    return SettlementBody.parse(RIVER, text.replace('\'', '"').getBytes(UTF_8));
  }

  private static EntryPlace place(PartyId party, int number) {
    return new EntryPlace(
        new Origin(RIVER, party, 1), number, Hash.sha256(new byte[] {(byte) number}));
  }

  private static <T> Optional<T> maybe(Random random, T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  private static Change change(Random random) {
    if (random.nextInt(4) == 0) {
      return new Change.Withdraw();
    }
    HeightBand heights =
        random.nextBoolean()
            ? new HeightBand(Datum.AGL, 0, 30_000, Optional.of(new Ground(0, 50_000)))
            : new HeightBand(Datum.PRESSURE, 10_000, 12_000, Optional.empty());
    TimeWindow time =
        new TimeWindow(START, START.plus(Duration.ofMinutes(1 + random.nextInt(600))));
    return Change.to(maybe(random, time), maybe(random, heights));
  }

  private static SettlementBody body(Random random) {
    Optional<DisplayName> by = maybe(random, new DisplayName("Lt Weir"));
    String words = "north of the bridge \"after\" 0900\nn" + random.nextInt(100);
    return switch (random.nextInt(5)) {
      case 0 -> new SettlementBody.Taken(FINDING, random.nextBoolean() ? "" : words, by);
      case 1, 2 ->
          new SettlementBody.Offered(
              FINDING,
              random.nextBoolean()
                  ? FINDING.operations().getFirst()
                  : FINDING.operations().getLast(),
              1 + random.nextInt(1_000_000),
              change(random),
              maybe(random, place(COBALT, 3)),
              words,
              by);
      default ->
          new SettlementBody.Answered(
              Answer.class.getEnumConstants()[random.nextInt(3)],
              FINDING,
              place(COBALT, 4),
              words,
              by);
    };
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    for (long seed = 1; seed <= 500; seed++) {
      SettlementBody said = body(new Random(seed));
      byte[] bytes = said.toBytes();
      assertThat(SettlementBody.parse(RIVER, bytes).orThrow()).as("seed %d", seed).isEqualTo(said);
      assertThat(SettlementBody.parse(RIVER, bytes).orThrow().toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theGoodOneIsGoodAndTheLongestFitsIntoABody() {
    assertThat(parse(GOOD)).isInstanceOf(Outcome.Accepted.class);
    String words = "\u0416".repeat(SettlementBody.WORDS_CHARS_MAX);
    assertThat(new SettlementBody.Taken(FINDING, words, Optional.empty()).toBytes())
        .hasSizeLessThan(Limits.BODY_BYTES_MAX);
    assertThat(SettlementBody.problem(words)).isEmpty();
    assertThat(SettlementBody.problem(words + "x"))
        .contains("words: 1001 characters are more than 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "change-offered | change-offeredx | type: not about a settlement",
        "'a':'amber.1.1', | `` | finding: the field \"a\" is missing",
        "amber.1.1 | amber | finding.a: an operation id is",
        "amber.1.1 | cobalt.1.1 | finding: the two operations must be of different parties",
        "amber.1.1 | zulu.1.1 | finding: \"a\" must be the smaller operation id",
        "air-ground | ground-air | finding.article: an article is written like minima/air-ground",
        "'operation':'cobalt.1.7' | 'operation':'cobalt.1.8' | operation: it must be amber.1.1 or",
        "'revision':2 | 'revision':0 | revision: 0 is not within 1 to 1000000",
        "'revision':2 | 'revision':1000001 | revision: 1000001 is not within 1 to 1000000",
        "'withdraw':false | 'withdraw':true | withdraw: what is withdrawn has no new time",
        "'withdraw':false, | `` | the field \"withdraw\" is missing",
        "1795503600000 | 1795500000000 | time: the window must end after its start",
        "'time':{'start':1795500000000,'end':1795503600000}, | `` | words: say what is to change",
        "'words':'' | 'words':'no\u202Eon' | words: it has characters that are not shown",
        "'words':'' | 'words':'','by':' ' | by: ",
        "'words':'' | 'words':'','weapon':1 | the field \"weapon\" is not known here",
        "'words':'' | 'words':'','heights':{'datum':'MSL','lower':5,'upper':5} | heights: the lower"
      })
  void whatIsWrongIsRefusedByName(String part, String instead, String words) {
    String text = GOOD.replace(part, instead);
    assertThat(text).isNotEqualTo(GOOD);
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal().detail()).contains(words));
  }

  private static final String SINGLE =
      "{'type':'finding-taken','finding':{'operation':'amber.1.1','member':'cobalt',"
          + "'article':'lines/dnipro'},'words':''}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lines/dnipro | zones/w | none",
        "lines/dnipro | lead-times/air | none",
        "lines/dnipro | minima/air-air | finding.article: an article about one operation is",
        "lines/dnipro | lines/D | finding.article: an article about one operation is",
        "lines/dnipro | lead-times/sea | finding.article: an article about one operation is",
        "'member':'cobalt' | 'member':'amber' | finding.member: the other side is not the author",
        "'member':'cobalt', | `` | finding: the field \"member\" is missing",
        "'member':'cobalt' | 'member':'cobalt','b':'cobalt.1.1' | the field \"b\" is not known"
            + " here",
      })
  void aFindingAboutOneOperationIsNamedByItsArticleAndTheOtherMember(
      String part, String instead, String words) {
    Outcome<SettlementBody> read = parse(SINGLE.replace(part, instead));
    assertThat(read instanceof Outcome.Refused<SettlementBody>(var no) ? no.detail() : "none")
        .contains(words);
    if (read instanceof Outcome.Accepted<SettlementBody>(var body)) {
      assertThat(new String(body.toBytes(), UTF_8))
          .isEqualTo(SINGLE.replace(part, instead).replace('\'', '"'));
      assertThat(body.problem(COBALT, Audience.everyone())).isEmpty();
      assertThat(body.problem(new PartyId("relief"), Audience.everyone())).isPresent();
    }
  }

  @Test
  void onlyTheTwoSidesSayWhatCountsAndOnlyIfTheyTellEachOther() {
    SettlementBody taken = new SettlementBody.Taken(FINDING, "", Optional.empty());
    assertThat(taken.problem(AMBER, Audience.everyone())).isEmpty();
    assertThat(taken.problem(AMBER, Audience.authorOnly())).isEmpty();
    assertThat(taken.problem(new PartyId("relief"), Audience.everyone()))
        .contains("it speaks of a finding between other parties");
    assertThat(taken.problem(AMBER, Audience.of(Set.of(new PartyId("relief")))))
        .contains("it speaks of a finding with cobalt, but not to it");
    assertThat(taken.problem(AMBER, new Audience.Sealed())).isPresent();

    SettlementBody agreed =
        new SettlementBody.Answered(Answer.AGREED, FINDING, place(COBALT, 4), "", Optional.empty());
    assertThat(agreed.problem(AMBER, Audience.everyone())).isEmpty();
    assertThat(agreed.problem(AMBER, Audience.authorOnly())).isPresent();
    assertThat(agreed.problem(COBALT, Audience.everyone()))
        .contains("it answers an offer that amber has not made");
    SettlementBody withdrawn =
        new SettlementBody.Answered(
            Answer.WITHDRAWN, FINDING, place(COBALT, 4), "", Optional.empty());
    assertThat(withdrawn.problem(COBALT, Audience.everyone())).isEmpty();
    assertThat(withdrawn.problem(AMBER, Audience.everyone()))
        .contains("it withdraws an offer that its author has not made");
  }

  @ParameterizedTest
  @CsvSource({
    "UNTAKEN,1441,NONE",
    "UNTAKEN,1440,NOTICE",
    "TAKEN,121,NOTICE",
    "TAKEN,120,URGENT",
    "OFFERED,31,URGENT",
    "OFFERED,30,IMMEDIATE",
    "FOUND_AGAIN,-59,IMMEDIATE",
    "FOUND_AGAIN,-60,NONE",
    "AGREED,121,NONE",
    "AGREED,120,URGENT",
    "AGREED,0,IMMEDIATE",
    "CARRIED_OUT,0,NONE",
    "CLOSED,0,NONE"
  })
  void itPressesMoreAsTheStartComesNearer(
      SettlementState state, int minutesBefore, Escalation level) {
    TimeWindow hour = new TimeWindow(START, START.plus(Duration.ofHours(1)));
    assertThat(Escalation.of(state, hour, START.minus(Duration.ofMinutes(minutesBefore))))
        .isEqualTo(level);
  }
}
