package org.wideberth.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Machine tests of links: what an entry says of them, and when one is missed.
final class LinkTestsTest {
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final LinkResult GOOD = new LinkResult.Passed(12, -30);
  private static final LinkResult BAD = new LinkResult.Failed(LinkResult.Reason.NO_LINK);
  private static final String WRITTEN =
      "{'type':'link-tested','links':[{'party':'cobalt','round_trip_ms':12,'offset_ms':-30},"
          + "{'party':'relief','failed':'no-link'}]}";

  private final LinkTests tests = new LinkTests(AMBER);

  private static Outcome<LinkTested> parse(String text) {
    return LinkTested.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static LinkTested of(PartyId peer, LinkResult result) {
    return new LinkTested(new TreeMap<>(Map.of(peer, result)));
  }

  private void say(PartyId author, long seq, Instant time, LinkTested tested) {
    EntryPlace at =
        new EntryPlace(
            new Origin(new TheatreId("river"), author, 1), seq, Hash.sha256(new byte[] {1}));
    tests.add(at, time, tested);
  }

  private LinkTest at(Instant now) {
    return tests.of(COBALT, LinkTestPace.USUAL, NOON, NOON, now);
  }

  @Test
  void whatIsWrittenIsReadAsItWas() {
    LinkTested tested =
        new LinkTested(new TreeMap<>(Map.of(COBALT, GOOD, new PartyId("relief"), BAD)));
    assertThat(new String(tested.toBytes(), UTF_8).replace('"', '\'')).isEqualTo(WRITTEN);
    assertThat(parse(WRITTEN).orThrow()).isEqualTo(tested);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'round_trip_ms':12|'round_trip_ms':-1
          'round_trip_ms':12|'round_trip_ms':60001
          'round_trip_ms':12,|``
          'offset_ms':-30|'offset_ms':1000000001
          'offset_ms':-30|'offset_ms':-30.5
          'offset_ms':-30|'offset_ms':-30,'failed':'no-link'
          'no-link'|'asleep'
          'relief'|'cobalt'
          'relief'|'Relief'
          'link-tested'|'links-tested'
          'links'|'peers'
          'failed':'no-link'}|'failed':'no-link','x':1}
          """)
  void whatIsNotAsItShouldBeIsRefused(String part, String instead) {
    assertThat(WRITTEN).contains(part);
    assertThat(parse(WRITTEN.replace(part, instead))).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void aTestOfNoLinkIsNoTest() {
    assertThat(parse("{'type':'link-tested','links':[]}")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void measurementsAreBroughtWithinTheLimits() {
    assertThat(LinkResult.Passed.of(Duration.ofHours(2), Duration.ofDays(-400)))
        .isEqualTo(
            new LinkResult.Passed(
                LinkResult.Passed.ROUND_TRIP_MS_MAX, -LinkResult.Passed.OFFSET_MS_MAX));
    assertThat(LinkResult.Passed.of(Duration.ofMillis(-5), Duration.ofMillis(7)))
        .isEqualTo(new LinkResult.Passed(0, 7));
  }

  @Test
  void nothingIsMissedInAFreshTheatreUntilTheFirstTestIsOverdue() {
    Instant due = NOON.plus(LinkTestPace.USUAL.every());
    assertThat(at(NOON).due()).isEqualTo(due);
    assertThat(at(due.plus(LinkTestPace.USUAL.grace()).minusMillis(1)).missed()).isFalse();
    assertThat(at(due.plus(LinkTestPace.USUAL.grace())).missed()).isTrue();
  }

  @Test
  void aTestThatFailedIsMissedAtOnceUntilOnePasses() {
    say(AMBER, 1, NOON, of(COBALT, GOOD));
    assertThat(at(NOON).missed()).isFalse();
    say(AMBER, 2, NOON.plusSeconds(60), of(COBALT, BAD));
    assertThat(at(NOON.plusSeconds(60)).missed()).isTrue();
    assertThat(at(NOON).passed().orElseThrow().time()).isEqualTo(NOON);
    say(AMBER, 3, NOON.plusSeconds(120), of(COBALT, GOOD));
    assertThat(at(NOON.plusSeconds(120)).missed()).isFalse();
    assertThat(at(NOON).due()).isEqualTo(NOON.plusSeconds(120).plus(LinkTestPace.USUAL.every()));
  }

  @Test
  void whatThePeerMeasuredCountsTooButOnlyOfThisLink() {
    say(AMBER, 1, NOON, of(COBALT, GOOD));
    say(COBALT, 1, NOON, of(new PartyId("relief"), BAD));
    assertThat(at(NOON).missed()).isFalse();
    say(COBALT, 2, NOON, of(AMBER, BAD));
    assertThat(at(NOON).missed()).isTrue();
    say(COBALT, 3, NOON, of(AMBER, GOOD));
    assertThat(at(NOON).missed()).isFalse();
  }

  @Test
  void aPeerThatSaysItPassedDoesNotMakeUpForWhatWasNotMeasuredHere() {
    say(COBALT, 1, NOON.plus(Duration.ofDays(9)), of(AMBER, GOOD));
    assertThat(at(NOON.plus(LinkTestPace.USUAL.every()).plus(LinkTestPace.USUAL.grace())).missed())
        .isTrue();
  }

  @Test
  void theOrderInWhichEntriesComeDoesNotMatter() {
    say(AMBER, 3, NOON.plusSeconds(120), of(COBALT, GOOD));
    say(AMBER, 2, NOON.plusSeconds(60), of(COBALT, BAD));
    say(AMBER, 1, NOON, of(COBALT, GOOD));
    assertThat(at(NOON).missed()).isFalse();
    assertThat(at(NOON).ours().orElseThrow().time()).isEqualTo(NOON.plusSeconds(120));
  }

  @Test
  void aNodeThatWasNotThereHasTimeToCatchUp() {
    say(AMBER, 1, NOON, of(COBALT, GOOD));
    Instant back = NOON.plus(Duration.ofHours(7));
    assertThat(tests.of(COBALT, LinkTestPace.USUAL, NOON, back, back).missed()).isFalse();
    assertThat(
            tests
                .of(COBALT, LinkTestPace.USUAL, NOON, back, back.plus(LinkTestPace.USUAL.grace()))
                .missed())
        .isTrue();
  }
}
