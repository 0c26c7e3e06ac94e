package org.wideberth.channel;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.party.PartyId;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// A message and what every reader has said of it. Immutable.
///
/// @param at the entry that sent it
/// @param time when, as its author says
/// @param to whom it is addressed
/// @param thread names the first message of its thread, which may not be here
/// @param handling by reader, of those that have said anything
/// @param readBacks by reader, of those that have read back any of its places, area or times
/// @param attachmentsHeld by reader, since when it holds which attachment, counted from 1
public record Message(
    MessageId id,
    EntryPlace at,
    Instant time,
    Audience to,
    MessageContent content,
    MessageId thread,
    Map<PartyId, Handling> handling,
    Map<PartyId, Readings> readBacks,
    Map<PartyId, SortedMap<Integer, Instant>> attachmentsHeld) {

  public Message {
    handling = Collections.unmodifiableMap(new TreeMap<>(handling));
    readBacks = Collections.unmodifiableMap(new TreeMap<>(readBacks));
    attachmentsHeld = Collections.unmodifiableMap(new TreeMap<>(attachmentsHeld));
  }

  public PartyId author() {
    return id.party();
  }

  /// True if that party's watch is to read it.
  public boolean isFor(PartyId party) {
    return to.names(party) && !author().equals(party);
  }

  /// What that party has noted first of that step.
  public Optional<Handling.Note> noted(PartyId party, Step step) {
    return Optional.ofNullable(handling.get(party)).flatMap(each -> each.step(step));
  }

  /// That party's messages that answer it.
  public List<MessageId> answers(PartyId party) {
    Handling said = handling.get(party);
    return said == null ? List.of() : said.answers();
  }

  /// Desks of that party that its node has called to it.
  public List<Handling.Escalation> escalations(PartyId party) {
    Handling said = handling.get(party);
    return said == null ? List.of() : said.escalations();
  }

  /// What that party has read back of its places, area and times.
  public Readings readBack(PartyId party) {
    Readings said = readBacks.get(party);
    return said == null ? Readings.none(content) : said;
  }

  /// Since when that party holds which of its attachments, as it says.
  public SortedMap<Integer, Instant> attachmentsHeld(PartyId party) {
    return attachmentsHeld.getOrDefault(party, Collections.emptySortedMap());
  }

  /// True until a person of that party has acknowledged it, if it is for that party.
  public boolean awaits(PartyId party) {
    return isFor(party) && noted(party, Step.ACKNOWLEDGED).isEmpty();
  }
}
