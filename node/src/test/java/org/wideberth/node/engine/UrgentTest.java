package org.wideberth.node.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wideberth.channel.ChannelBody;
import org.wideberth.channel.Desk;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageContent;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Phrase;
import org.wideberth.channel.Precedence;
import org.wideberth.channel.References;
import org.wideberth.channel.Step;
import org.wideberth.channel.Wording;
import org.wideberth.record.Audience;
import org.wideberth.record.Body;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Salt;

/// FLASH goes before everything, a backlog of its own log included.
class UrgentTest extends TwoEngines {
  private static final int BACKLOG = 20;

  private static List<MessageId> awaiting(EngineBench.Node node) {
    return node.engine.read(
        view -> view.picture().channel().awaiting(10).stream().map(Message::id).toList());
  }

  private static long held(EngineBench.Node holder, EngineBench.Node author) {
    return holder.engine.read(view -> view.log(author.party()).orElseThrow().size());
  }

  private static String digest(EngineBench.Node node) {
    return node.engine.read(view -> view.picture().digest());
  }

  /// The link comes up, and what is said on it arrives, up to and without what amber says next of
  /// that kind.
  private void upUntil(String kind) {
    link.up();
    while (link.toOther.isEmpty() || !EngineBench.kind(link.toOther.peek()).equals(kind)) {
      if (link.toOther.isEmpty()) {
        link.frameToOne(link.toOne.remove());
      } else {
        link.frameToOther(link.toOther.remove());
      }
    }
  }

  @Test
  void aFlashArrivesBeforeWhatWasWrittenBeforeItAndStaysThroughARestart() throws IOException {
    long before = held(cobalt, amber);
    link.down();
    for (int i = 0; i < BACKLOG; i++) {
      amber.ask(EngineBench.declareAt(7 + 0.1 * i)).orThrow();
    }
    Done.Said sent = (Done.Said) amber.ask(stop()).orThrow();
    upUntil("entries");

    assertThat(held(cobalt, amber)).isEqualTo(before);
    assertThat(awaiting(cobalt)).containsExactly(sent.message());
    cobalt.restart();
    assertThat(awaiting(cobalt)).containsExactly(sent.message());

    link.down();
    link.up();
    link.settle();
    assertThat(held(cobalt, amber)).isEqualTo(held(amber, amber));
    assertThat(awaiting(cobalt)).containsExactly(sent.message());
    assertThat(digest(cobalt)).isEqualTo(digest(amber));
    cobalt.restart();
    assertThat(digest(cobalt)).isEqualTo(digest(amber));
  }

  @Test
  void itCanBeAcknowledgedBeforeTheRestHasCome() {
    link.down();
    amber.ask(EngineBench.declareAt(7.3)).orThrow();
    Done.Said sent = (Done.Said) amber.ask(stop()).orThrow();
    upUntil("entries");
    cobalt
        .ask(new Command.NoteMessage(sent.message(), Step.ACKNOWLEDGED, "", Optional.empty()))
        .orThrow();
    link.settle();

    Message message =
        amber.engine.read(view -> view.picture().channel().message(sent.message()).orElseThrow());
    assertThat(message.noted(cobalt.party(), Step.ACKNOWLEDGED)).isPresent();
    assertThat(digest(cobalt)).isEqualTo(digest(amber));
  }

  /// A message at the end of a log that begins as amber's does not.
  private Frame.Urgent ofAnotherHistory(Precedence precedence) {
    LogCopy other = new LogCopy(amber.keys.origin(), amber.keys.log().key());
    MessageContent content =
        new MessageContent(
            Desk.DUTY,
            precedence,
            Optional.empty(),
            Optional.empty(),
            new Wording(Optional.of(Phrase.MAYDAY), "", "und"),
            References.none(),
            Optional.empty());
    List<byte[]> leaves = new ArrayList<>();
    Body body =
        Body.of(Salt.of(bench.bytes(Salt.BYTES)), new ChannelBody.Sent(content).toBytes())
            .orThrow();
    int last = 4;
    for (int seq = 0; seq <= last; seq++) {
      leaves.add(
          new Entry(
                  amber.keys.origin(),
                  seq,
                  EngineBench.NOW,
                  Audience.of(Set.of(cobalt.party())),
                  List.of(),
                  body.hash())
              .toBytes());
    }
    LogCopy.Extension extension = other.extend(leaves, amber.keys.log());
    other.commit(extension);
    return new Frame.Urgent(
        amber.keys.origin(),
        leaves.getLast(),
        new Frame.SentBody(last, body.salt(), body.bytes()),
        extension.checkpoint().note(),
        other.tree().inclusionProof(last, leaves.size()));
  }

  @Test
  void whatTheLogThenDoesNotHaveIsAForkAndStillAlarms() throws IOException {
    link.frameToOther(ofAnotherHistory(Precedence.FLASH).encode());
    assertThat(awaiting(cobalt)).hasSize(1);
    for (int i = 0; i < BACKLOG; i++) {
      amber.ask(EngineBench.declareAt(7 + 0.1 * i)).orThrow();
    }
    link.settle();

    assertThat(cobalt.engine.read(EngineView::alarms))
        .extracting(Alarm::code)
        .contains(Alarm.Code.FORK, Alarm.Code.FLASH);
    cobalt.restart();
    assertThat(awaiting(cobalt)).hasSize(1);
  }

  @Test
  void onlyAProvenFlashGoesFirst() {
    link.frameToOther(ofAnotherHistory(Precedence.IMMEDIATE).encode());
    assertThat(link.closed).containsExactly("an urgent entry that is no FLASH to this party");

    Frame.Urgent good = ofAnotherHistory(Precedence.FLASH);
    Frame.Urgent unproven =
        new Frame.Urgent(
            good.origin(),
            good.leaf(),
            good.body(),
            good.checkpoint(),
            good.inclusion().subList(0, good.inclusion().size() - 1));
    link.frameToOther(unproven.encode());
    assertThat(link.closed.getLast())
        .isEqualTo("an urgent entry that is not proven to stand in its log");
    assertThat(awaiting(cobalt)).isEmpty();
  }
}
