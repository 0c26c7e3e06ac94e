package org.wideberth.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wideberth.channel.Message;
import org.wideberth.channel.MessageId;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationId;
import org.wideberth.party.PartyId;
import org.wideberth.picture.PictureEvent.ArticleFindingChanged;
import org.wideberth.picture.PictureEvent.FindingChanged;
import org.wideberth.picture.PictureEvent.FindingClosed;
import org.wideberth.picture.PictureEvent.FindingOpened;
import org.wideberth.picture.PictureEvent.MessageChanged;
import org.wideberth.picture.PictureEvent.OperationChanged;
import org.wideberth.picture.PictureEvent.PlaceholderRaised;
import org.wideberth.picture.PictureEvent.PlaceholderResolved;
import org.wideberth.picture.PictureEvent.RulesChanged;
import org.wideberth.picture.PictureEvent.SettlementChanged;
import org.wideberth.picture.PictureEvent.WatchChanged;
import org.wideberth.record.Hash;
import org.wideberth.settlement.Settlement;
import org.wideberth.settlement.TakenUp;

/// What one knows who sees the events only.
final class Mirror {
  private final Map<OperationId, Operation> operations = new TreeMap<>();
  private final Map<Hash, Finding> findings = new TreeMap<>();
  private final Map<Hash, ArticleFinding> articles = new TreeMap<>();
  private final Set<PartyId> watched = new TreeSet<>();
  private final Map<Hash, TakenUp> takenUp = new TreeMap<>();
  private final Map<MessageId, Message> messages = new TreeMap<>();
  private final Set<Placeholder> placeholders = new HashSet<>();
  private final Map<String, List<String>> agreement = new HashMap<>();

  void follow(PictureEvent event) {
    switch (event) {
      case OperationChanged(Operation operation) -> operations.put(operation.id(), operation);
      case FindingOpened(Finding f) -> assertThat(findings.put(f.id(), f)).isNull();
      case FindingChanged(Finding before, Finding f) ->
          assertThat(findings.put(f.id(), f)).isEqualTo(before).isNotEqualTo(f);
      case FindingClosed(Finding f) -> assertThat(findings.remove(f.id())).isEqualTo(f);
      case ArticleFindingChanged(var before, var after) -> {
        Hash id = before.or(() -> after).orElseThrow().id();
        assertThat(Optional.ofNullable(articles.remove(id))).isEqualTo(before);
        after.ifPresent(finding -> articles.put(id, finding));
        assertThat(before).isNotEqualTo(after);
      }
      case PictureEvent.RosterChanged _ -> {}
      case PictureEvent.ClaimsChanged _ -> {}
      case WatchChanged(PartyId party) -> watched.add(party);
      case SettlementChanged(Settlement settlement) ->
          takenUp.put(settlement.takenUp().finding().id(), settlement.takenUp());
      case MessageChanged(Message message) -> messages.put(message.id(), message);
      case RulesChanged(var state) -> agreement.put("lines", state.lines());
      case PlaceholderRaised(Placeholder p) -> assertThat(placeholders.add(p)).isTrue();
      case PlaceholderResolved(Placeholder p) -> assertThat(placeholders.remove(p)).isTrue();
    }
  }

  void compare(Picture picture, long seed) {
    assertThat(operations.values())
        .as("events of operations, seed %d", seed)
        .containsExactlyElementsOf(picture.operations());
    assertThat(findings.values())
        .as("events of findings, seed %d", seed)
        .containsExactlyElementsOf(picture.findings());
    assertThat(articles.values())
        .as("events of findings under articles, seed %d", seed)
        .containsExactlyElementsOf(picture.articleFindings());
    assertThat(watched)
        .as("events of watches, seed %d", seed)
        .containsAll(
            FoldOrderTest.PARTIES.stream()
                .filter(
                    party ->
                        picture.watches().of(party).stream()
                            .anyMatch(watch -> watch.by().isPresent()))
                .toList());
    assertThat(messages.values())
        .as("events of messages, seed %d", seed)
        .containsExactlyElementsOf(picture.channel().messages());
    assertThat(takenUp.values())
        .as("events of settlements, seed %d", seed)
        .containsExactlyElementsOf(
            picture.takenUp().stream()
                .map(id -> picture.settlement(id).orElseThrow().takenUp())
                .toList());
    assertThat(placeholders)
        .as("events of placeholders, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(picture.placeholders());
    assertThat(agreement.getOrDefault("lines", List.of()))
        .as("events of rules, seed %d", seed)
        .isEqualTo(picture.agreement().lines());
  }
}
