package org.wideberth.claim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.claim.ClaimBody.Stance;
import org.wideberth.geo.Position;
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

final class ClaimBodyTest {
  private static final TheatreId RIVER = new TheatreId("river");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final String HASH = Hash.sha256(new byte[] {7}).toString();
  private static final String REPORT =
      "{'type':'crossing-reported','of':'cobalt','agreement':'%s','article':'lines/dnipro',"
              .formatted(HASH)
          + "'place':{'lat':465000000,'lon':325000000,'within_m':200},"
          + "'time':{'at':1795500000000,'within_s':60},'words':'two boats',"
          + "'operation':'cobalt.1.7','messages':[{'party':'amber','epoch':1,'seq':4,'leaf':'%s'}],"
              .formatted(HASH)
          + "'by':'Lt Weir'}";
  private static final String CONTEST =
      "{'type':'crossing-contested','report':{'party':'amber','epoch':1,'seq':4,'leaf':'%s'},"
              .formatted(HASH)
          + "'place':{'lat':465000000,'lon':325000000,'within_m':0},'words':'they stayed east'}";
  private static final String BASIS =
      "{'type':'basis-contested','operation':'cobalt.1.7','revision':2,'basis':'%s',"
              .formatted(HASH)
          + "'words':'the truce ended'}";

  private static Outcome<ClaimBody> parse(String text) {
    return ClaimBody.parse(RIVER, text.replace('\'', '"').getBytes(UTF_8));
  }

  private static EntryPlace place(PartyId party, int number) {
    return new EntryPlace(
        new Origin(RIVER, party, 1), number, Hash.sha256(new byte[] {(byte) number}));
  }

  private static Sighting whole(Random random) {
    return new Sighting(
        Optional.of(
            new Sighting.Place(
                new Position(random.nextInt(900_000_000), random.nextInt(1_000_000)),
                random.nextInt(Sighting.WITHIN_MAX_M + 1))),
        Optional.of(
            new Sighting.Time(
                Instant.ofEpochMilli(random.nextInt(1 << 30)),
                random.nextInt(Sighting.WITHIN_MAX_S + 1))),
        "north of the bridge \"after\" 0900\nn" + random.nextInt(100));
  }

  private static ClaimBody body(Random random) {
    Optional<DisplayName> by =
        random.nextBoolean() ? Optional.of(new DisplayName("Lt Weir")) : Optional.empty();
    Sighting none = new Sighting(Optional.empty(), Optional.empty(), "n" + random.nextInt(9));
    return switch (random.nextInt(4)) {
      case 0 ->
          new ClaimBody.Reported(
              COBALT,
              new ArticleRef(Hash.sha256(new byte[] {1}), "zones/ward"),
              whole(random),
              random.nextBoolean() ? Optional.of(new OperationId(COBALT, "1.7")) : Optional.empty(),
              Collections.nCopies(random.nextInt(ClaimBody.MESSAGES_MAX + 1), place(AMBER, 3)),
              by);
      case 1 ->
          new ClaimBody.OnBasis(
              random.nextBoolean(),
              new OperationId(COBALT, "1.7"),
              1 + random.nextInt(1_000_000),
              Hash.sha256(new byte[] {2}),
              "n" + random.nextInt(9),
              by);
      default -> {
        Stance stance = Stance.class.getEnumConstants()[random.nextInt(4)];
        boolean all = stance == Stance.CORRECTED;
        boolean some = stance != Stance.TAKEN_BACK && random.nextBoolean();
        yield new ClaimBody.Spoken(
            stance, place(COBALT, 4), all || some ? whole(random) : none, by);
      }
    };
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    for (long seed = 1; seed <= 500; seed++) {
      ClaimBody said = body(new Random(seed));
      byte[] bytes = said.toBytes();
      assertThat(ClaimBody.parse(RIVER, bytes).orThrow()).as("seed %d", seed).isEqualTo(said);
      assertThat(ClaimBody.parse(RIVER, bytes).orThrow().toBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void theGoodOnesAreGoodAndTheLongestFitsIntoABody() {
    for (String good : List.of(REPORT, CONTEST, BASIS)) {
      assertThat(parse(good)).as(good).isInstanceOf(Outcome.Accepted.class);
      assertThat(new String(parse(good).orThrow().toBytes(), UTF_8).replace('"', '\''))
          .isEqualTo(good);
    }
    String words = "\u0416".repeat(Sighting.WORDS_CHARS_MAX);
    Sighting longest = whole(new Random(1));
    ClaimBody.Reported reported =
        new ClaimBody.Reported(
            COBALT,
            new ArticleRef(Hash.sha256(new byte[] {1}), "lines/" + "a".repeat(32)),
            new Sighting(longest.place(), longest.time(), words),
            Optional.empty(),
            Collections.nCopies(ClaimBody.MESSAGES_MAX, place(AMBER, 3)),
            Optional.empty());
    assertThat(reported.toBytes()).hasSizeLessThan(Limits.BODY_BYTES_MAX);
    assertThat(Sighting.of(Optional.empty(), Optional.empty(), words + "x"))
        .isInstanceOf(Outcome.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "crossing-reported | crossing-reportedx | type: not about a claim",
        "'of':'cobalt', | `` | the field \"of\" is missing",
        "'of':'cobalt' | 'of':'Cobalt' | of: ",
        "'agreement':'HASH' | 'agreement':'x' | agreement: ",
        "lines/dnipro | minima/air | article: a line or a zone is named like",
        "lines/dnipro | lines/Dnipro | article: a line or a zone is named like",
        "'place':{'lat':465000000,'lon':325000000,'within_m':200}, | `` | place: say where it was",
        "'lat':465000000 | 'lat':900000001 | place.lat: 900000001 is not within",
        "'lon':325000000 | 'lon':1800000000 | place.lon: 1800000000 is not within",
        "'within_m':200 | 'within_m':-1 | place.within_m: -1 is not within 0 to 100000",
        "'within_m':200 | 'within_m':100001 | place.within_m: 100001 is not within 0 to 100000",
        "'time':{'at':1795500000000,'within_s':60}, | `` | time: say when it was",
        "'at':1795500000000 | 'at':-1 | time.at: -1 is not within",
        "'within_s':60 | 'within_s':86401 | time.within_s: 86401 is not within 0 to 86400",
        "'within_s':60 | 'within_s':1.5 | fractions are not used here",
        "'words':'two boats' | 'words':' ' | words: say what was seen",
        "'words':'two boats' | 'words':'no\u202Eon' | words: it has characters that are not shown",
        "'operation':'cobalt.1.7' | 'operation':'cobalt' | operation: an operation id is",
        "'seq':4 | 'seq':-4 | messages[0].seq: -4 is not within",
        "'by':'Lt Weir' | 'by':' ' | by: ",
        "'by':'Lt Weir' | 'by':'Lt Weir','proven':true | the field \"proven\" is not known here",
      })
  void whatIsWrongInAReportIsRefusedByName(String part, String instead, String words) {
    refused(REPORT, part, instead, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "crossing-contested | crossing-settled | type: not about a claim",
        "'seq':4, | `` | report: the field \"seq\" is missing",
        "they stayed east | `` | words: say why it is contested",
        "crossing-contested | crossing-corrected | time: say when it was",
        "crossing-contested | crossing-taken-back | place: what is taken back has no new place",
        "'words' | 'of':'cobalt','words' | the field \"of\" is not known here",
      })
  void whatIsWrongInAnAnswerIsRefusedByName(String part, String instead, String words) {
    refused(CONTEST, part, instead, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "cobalt.1.7 | cobalt | operation: an operation id is",
        "'revision':2 | 'revision':0 | revision: 0 is not within 1 to 1000000",
        "'basis':'HASH' | 'basis':'' | basis: ",
        "the truce ended | `` | words: say why it is contested",
        "'words':'the truce ended' | 'words':'a\u2066b' | words: it has characters",
        "'words' | 'place':1,'words' | the field \"place\" is not known here",
      })
  void whatIsWrongInAContestIsRefusedByName(String part, String instead, String words) {
    refused(BASIS, part, instead, words);
  }

  private static void refused(String good, String part, String instead, String words) {
    String text = good.replace(part.replace("HASH", HASH), instead);
    assertThat(text).isNotEqualTo(good);
    assertThat(parse(text)).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused<ClaimBody>) parse(text)).refusal().detail()).contains(words);
  }

  @Test
  void nineMessagesAreOneTooMany() {
    String one = "{'party':'amber','epoch':1,'seq':4,'leaf':'" + HASH + "'}";
    assertThat(parse(REPORT.replace(one, String.join(",", Collections.nCopies(8, one)))))
        .isInstanceOf(Outcome.Accepted.class);
    refused(
        REPORT,
        one,
        String.join(",", Collections.nCopies(9, one)),
        "messages: 9 elements are more");
  }

  @Test
  void whoSpeaksOfOthersTellsThemAndAnswersOnlyOthers() {
    Audience cobalt = Audience.of(Set.of(COBALT));
    Audience amber = Audience.of(Set.of(AMBER));
    ClaimBody report = parse(REPORT).orThrow();
    assertThat(report.problem(AMBER, cobalt)).isEmpty();
    assertThat(report.problem(AMBER, Audience.authorOnly()))
        .contains("it speaks of cobalt, but not to it");
    assertThat(report.problem(COBALT, amber)).as("of its own").isEmpty();
    assertThat(report.problem(AMBER, new Audience.Sealed()))
        .contains("what is claimed must name its readers");
    ClaimBody contest = parse(CONTEST).orThrow();
    assertThat(contest.problem(COBALT, amber)).isEmpty();
    assertThat(contest.problem(AMBER, cobalt)).contains("it answers a report of its own");
    assertThat(contest.problem(COBALT, Audience.authorOnly()))
        .contains("it speaks of amber, but not to it");
    Sighting sighting = whole(new Random(1));
    ClaimBody corrected =
        new ClaimBody.Spoken(Stance.CORRECTED, place(AMBER, 4), sighting, Optional.empty());
    assertThat(corrected.problem(AMBER, cobalt)).isEmpty();
    assertThat(corrected.problem(COBALT, amber))
        .contains("it corrects a report that amber has made");
    ClaimBody basis = parse(BASIS).orThrow();
    assertThat(basis.problem(AMBER, cobalt)).isEmpty();
    assertThat(basis.problem(COBALT, amber))
        .contains("it contests the basis of an operation of its own");
    assertThat(basis.problem(AMBER, amber)).contains("it speaks of cobalt, but not to it");
  }
}
