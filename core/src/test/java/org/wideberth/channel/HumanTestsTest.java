package org.wideberth.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.HumanTestStatus.Standing;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.party.TheatreId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;

/// Tests of the channel by people: when one is due, passed, late or missed.
final class HumanTestsTest {
  private static final TheatreId RIVER = new TheatreId("river");
  private static final PartyId AMBER = new PartyId("amber");
  private static final PartyId COBALT = new PartyId("cobalt");
  private static final PartyId RELIEF = new PartyId("relief");
  private static final Instant SIX = Instant.parse("2026-11-22T06:00:00Z");
  private static final Instant ENROLLED = SIX.minus(Duration.ofHours(1));
  private static final Instant LONG_AGO = SIX.minus(Duration.ofDays(9));

  /// An entry of the channel.
  private record Said(EntryPlace at, Instant time, Audience to, ChannelBody body) {}

  private final List<Said> all = new ArrayList<>();

  private static EntryPlace place(PartyId author, long seq) {
    return new EntryPlace(
        new Origin(RIVER, author, 1), seq, Hash.sha256(new byte[] {(byte) seq, (byte) (seq >> 8)}));
  }

  private EntryPlace say(PartyId author, Instant time, Audience to, ChannelBody body) {
    EntryPlace at = place(author, all.size());
    all.add(new Said(at, time, to, body));
    return at;
  }

  private EntryPlace send(
      PartyId author, Instant time, Audience to, Phrase phrase, Optional<EntryPlace> answers) {
    MessageContent content =
        new MessageContent(
            Desk.DUTY,
            Precedence.ROUTINE,
            answers,
            answers,
            new Wording(Optional.of(phrase), "", "und"),
            References.none(),
            Optional.of(new DisplayName("Lt Weir")));
    return say(author, time, to, new ChannelBody.Sent(content));
  }

  private EntryPlace test(PartyId author, PartyId to, Instant time) {
    return send(author, time, Audience.of(Set.of(to)), Phrase.TEST, Optional.empty());
  }

  private void acknowledge(PartyId reader, EntryPlace message, Instant time) {
    say(
        reader,
        time,
        Audience.everyone(),
        new ChannelBody.Noted(
            Step.ACKNOWLEDGED, message, "", Optional.of(new DisplayName("Maj Khan"))));
  }

  private static Channel channel(PartyId self, List<Said> entries) {
    Channel channel = new Channel(self);
    entries.forEach(
        said -> channel.add(said.at(), said.time(), said.to(), Optional.empty(), said.body()));
    return channel;
  }

  /// How it stands, which must be the same on both sides.
  private HumanTestStatus at(Instant now) {
    HumanTestStatus here = channel(AMBER, all).tests().of(COBALT, TestTimes.USUAL, ENROLLED, now);
    HumanTestStatus there = channel(COBALT, all).tests().of(AMBER, TestTimes.USUAL, ENROLLED, now);
    assertThat(there.standing()).isEqualTo(here.standing());
    assertThat(there.missed()).isEqualTo(here.missed());
    assertThat(there.test()).isEqualTo(here.test());
    assertThat(there.last()).isEqualTo(here.last());
    assertThat(there.turn()).isEqualTo(here.turn());
    return here;
  }

  private Standing standing(Instant now) {
    return at(now).standing();
  }

  private static Instant minutes(int minutes) {
    return SIX.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aTestIsDueSentAndPassedOnBothSides() {
    assertThat(standing(minutes(-15))).isEqualTo(Standing.DUE);
    EntryPlace test = test(COBALT, AMBER, minutes(2));
    assertThat(standing(minutes(3))).isEqualTo(Standing.SENT);
    acknowledge(AMBER, test, minutes(4));
    assertThat(standing(minutes(5))).isEqualTo(Standing.PASSED);
    HumanTestStatus hours = at(minutes(300));
    assertThat(hours.standing()).isEqualTo(Standing.PASSED);
    assertThat(hours.missed()).isFalse();
    assertThat(hours.next()).contains(SIX.plus(Duration.ofHours(12)));
    HumanTest last = hours.last().orElseThrow();
    assertThat(last.sender()).isEqualTo(COBALT);
    assertThat(last.answer().orElseThrow())
        .isEqualTo(new HumanTest.Answer(minutes(4), Optional.of(new DisplayName("Maj Khan"))));
  }

  @Test
  void anAnswerCountsAsMuchAsAnAcknowledgementAndOtherMessagesDoNotCount() {
    EntryPlace other =
        send(AMBER, minutes(1), Audience.of(Set.of(COBALT)), Phrase.WAIT, Optional.empty());
    acknowledge(COBALT, other, minutes(2));
    assertThat(standing(minutes(3))).isEqualTo(Standing.DUE);
    EntryPlace test = test(AMBER, COBALT, minutes(4));
    send(COBALT, minutes(6), Audience.of(Set.of(AMBER)), Phrase.WAIT, Optional.of(test));
    assertThat(standing(minutes(7))).isEqualTo(Standing.PASSED);
  }

  @Test
  void whatNobodyAnswersInTimeIsMissedUntilATestIsAnswered() {
    EntryPlace test = test(AMBER, COBALT, minutes(2));
    assertThat(at(minutes(30).minusMillis(1)).missed()).isFalse();
    assertThat(standing(minutes(30))).isEqualTo(Standing.MISSED);
    assertThat(at(minutes(30)).missed()).isTrue();
    assertThat(at(minutes(12 * 60)).missed()).as("while the next one is due").isTrue();

    acknowledge(COBALT, test, minutes(30));
    assertThat(standing(minutes(31))).isEqualTo(Standing.LATE);
    assertThat(at(minutes(31)).missed()).isFalse();
  }

  @Test
  void aTestBetweenTimesMakesUpForOneThatWasMissed() {
    assertThat(at(minutes(60)).missed()).isTrue();
    EntryPlace test = test(COBALT, AMBER, minutes(61));
    assertThat(at(minutes(62)).missed()).isTrue();
    acknowledge(AMBER, test, minutes(63));
    assertThat(standing(minutes(64))).isEqualTo(Standing.LATE);
    assertThat(at(minutes(64)).missed()).isFalse();
  }

  @Test
  void whatAThirdPartySaysOrOneSaysToItselfDoesNotCount() {
    EntryPlace test = test(AMBER, COBALT, minutes(1));
    acknowledge(RELIEF, test, minutes(2));
    acknowledge(AMBER, test, minutes(2));
    EntryPlace relief = test(RELIEF, COBALT, minutes(1));
    acknowledge(COBALT, relief, minutes(2));
    assertThat(standing(minutes(10))).isEqualTo(Standing.SENT);
  }

  @Test
  void aTestDatedInTheFutureDoesNotCountForWhatIsDueNow() {
    EntryPlace test = test(COBALT, AMBER, SIX.plus(Duration.ofDays(900)));
    acknowledge(AMBER, test, minutes(2));
    assertThat(standing(minutes(40))).isEqualTo(Standing.MISSED);
    assertThat(at(minutes(40)).last()).isEmpty();
  }

  @Test
  void nothingIsDueBeforeThePeerWasEnrolled() {
    HumanTests tests = channel(AMBER, all).tests();
    HumanTestStatus fresh = tests.of(COBALT, TestTimes.USUAL, minutes(1), minutes(200));
    assertThat(fresh.standing()).isEqualTo(Standing.NOT_DUE);
    assertThat(fresh.missed()).isFalse();
    assertThat(fresh.next()).contains(SIX.plus(Duration.ofHours(12)));
    assertThat(tests.of(COBALT, TestTimes.NONE, LONG_AGO, SIX).standing())
        .isEqualTo(Standing.NOT_DUE);
  }

  /// In any order of arrival it comes to what a look at all messages finds.
  @Test
  void howItStandsIsWhatASlowLookAtEveryMessageFinds() {
    int missed = 0;
    for (long seed = 1; seed <= 300; seed++) {
      all.clear();
      Random random = new Random(seed);
      List<PartyId> parties = List.of(AMBER, COBALT, RELIEF);
      List<EntryPlace> messages = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        PartyId author = parties.get(random.nextInt(3));
        Audience to =
            random.nextInt(3) == 0
                ? Audience.everyone()
                : Audience.of(Set.of(parties.get(random.nextInt(3))));
        Instant time = minutes(random.nextInt(180) - 60);
        if (messages.isEmpty() || random.nextBoolean()) {
          Phrase phrase = random.nextInt(4) == 0 ? Phrase.WAIT : Phrase.TEST;
          Optional<EntryPlace> answers =
              messages.isEmpty() || random.nextBoolean()
                  ? Optional.empty()
                  : Optional.of(messages.get(random.nextInt(messages.size())));
          messages.add(send(author, time, to, phrase, answers));
        } else {
          acknowledge(author, messages.get(random.nextInt(messages.size())), time);
        }
      }
      Collections.shuffle(all, random);
      Instant now = minutes(random.nextInt(240) - 20);
      Channel channel = channel(AMBER, all);
      HumanTestStatus status = channel.tests().of(COBALT, TestTimes.USUAL, LONG_AGO, now);
      assertThat(status.standing()).as("seed %d", seed).isEqualTo(slowly(channel, now));
      missed += status.standing() == Standing.MISSED ? 1 : 0;
    }
    assertThat(missed).isBetween(20, 280);
  }

  private static Standing slowly(Channel channel, Instant now) {
    Instant due = TestTimes.USUAL.latest(now.plusSeconds(900)).orElseThrow();
    Instant from = due.minusSeconds(900);
    Instant end = due.plusSeconds(1_800);
    List<Message> tests =
        channel.messages().stream()
            .filter(each -> each.content().wording().phrase().equals(Optional.of(Phrase.TEST)))
            .filter(each -> !each.time().isBefore(from))
            .filter(
                each ->
                    each.author().equals(AMBER)
                        ? each.isFor(COBALT)
                        : each.author().equals(COBALT) && each.isFor(AMBER))
            .toList();
    List<Message> inWindow = tests.stream().filter(each -> each.time().isBefore(end)).toList();
    if (inWindow.stream()
        .anyMatch(each -> answers(channel, each).anyMatch(time -> time.isBefore(end)))) {
      return Standing.PASSED;
    }
    boolean late =
        tests.stream()
            .filter(each -> each.time().isBefore(now.plusSeconds(900)))
            .anyMatch(each -> answers(channel, each).findAny().isPresent());
    if (late) {
      return Standing.LATE;
    }
    if (!now.isBefore(end)) {
      return Standing.MISSED;
    }
    return inWindow.isEmpty() ? Standing.DUE : Standing.SENT;
  }

  private static Stream<Instant> answers(Channel channel, Message test) {
    PartyId reader = test.author().equals(AMBER) ? COBALT : AMBER;
    return Stream.concat(
        test.noted(reader, Step.ACKNOWLEDGED).map(Handling.Note::time).stream(),
        test.answers(reader).stream()
            .flatMap(id -> channel.message(id).stream())
            .map(Message::time));
  }
}
