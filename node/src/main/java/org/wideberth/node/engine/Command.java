package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.wideberth.agreement.AgreementBody;
import org.wideberth.agreement.Speaker;
import org.wideberth.channel.Desk;
import org.wideberth.channel.MessageId;
import org.wideberth.channel.Step;
import org.wideberth.channel.WarningRead;
import org.wideberth.claim.ClaimBody;
import org.wideberth.claim.Sighting;
import org.wideberth.geo.Position;
import org.wideberth.operation.OperationId;
import org.wideberth.party.Card;
import org.wideberth.party.DisplayName;
import org.wideberth.party.PartyId;
import org.wideberth.people.PersonId;
import org.wideberth.people.PersonRole;
import org.wideberth.people.RosterBody;
import org.wideberth.people.SignedAct;
import org.wideberth.picture.ClaimDecisions;
import org.wideberth.picture.MessageRequest;
import org.wideberth.picture.OperationRequest;
import org.wideberth.picture.TakeUpDecisions;
import org.wideberth.record.Audience;
import org.wideberth.record.Hash;
import org.wideberth.settlement.SettlementBody;

/// What the people and systems of the own party may ask of their node. None of these approves or
/// forbids anything that another party does.
public sealed interface Command {

  /// Declares operations, or with `draft` commits to them without showing them to anybody.
  record Declare(List<OperationRequest> operations, boolean draft) implements Command {
    public Declare {
      operations = List.copyOf(operations);
    }
  }

  /// Declares a part of a large file: all of it, or nothing. What was declared of the file before
  /// is known by its Features' places, so that nothing is declared twice.
  ///
  /// @param file tells this file, and how it is to be declared, from any other
  /// @param first of the chunk's Features, its place in the file from 0
  /// @param features how many the chunk has
  record DeclareChunk(
      Hash file, long first, int features, List<OperationRequest> operations, boolean draft)
      implements Command {
    public DeclareChunk {
      operations = List.copyOf(operations);
    }
  }

  /// Declares a draft to an audience.
  record DeclareDraft(OperationId operation, Audience audience) implements Command {}

  /// Replaces the content of an operation by a new revision.
  record Revise(OperationId operation, OperationRequest content) implements Command {}

  /// The operation begins.
  record Activate(OperationId operation) implements Command {}

  /// The operation is over.
  record End(OperationId operation) implements Command {}

  /// The operation will not take place.
  record Withdraw(OperationId operation) implements Command {}

  /// Shows an operation to more readers.
  record Disclose(OperationId operation, List<PartyId> to) implements Command {
    public Disclose {
      to = List.copyOf(to);
    }
  }

  /// Sends a message to other parties' desks.
  record Send(MessageRequest message) implements Command {}

  /// Says of a message to this party that it was read, acknowledged, or acted on.
  ///
  /// @param words may be empty
  record NoteMessage(MessageId message, Step step, String words, Optional<DisplayName> by)
      implements Command {}

  /// Reads back places of a message to this party.
  ///
  /// @param places as a person entered them, by their number in the message, counted from 1
  /// @param warning area and times, as a person entered them
  record ReadBack(
      MessageId message,
      SortedMap<Integer, Position> places,
      WarningRead warning,
      Optional<DisplayName> by)
      implements Command {
    public ReadBack {
      places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }
  }

  /// A person of this party sits down at a desk.
  ///
  /// @param note the note for the relief, as it was read
  record TakeWatch(Desk desk, DisplayName by, Optional<MessageId> note) implements Command {}

  /// Leaves a note for the relief.
  record HandOver(Desk desk, DisplayName by, String note) implements Command {}

  /// Leaves a desk unmanned.
  record LeaveWatch(Desk desk, DisplayName by) implements Command {}

  /// Takes a finding up.
  ///
  /// @param words may be empty
  record TakeFinding(Hash finding, String words, Optional<DisplayName> by) implements Command {}

  /// Offers that an operation changes, so that a finding is settled.
  record OfferChange(TakeUpDecisions.OfferRequest offer) implements Command {}

  /// Agrees to an offer, declines it, or withdraws an own one.
  ///
  /// @param words may be empty unless it is declined
  record AnswerOffer(
      SettlementBody.Answer answer, MessageId offer, String words, Optional<DisplayName> by)
      implements Command {}

  /// What is claimed against others, or said of others' claims.
  sealed interface OfClaims extends Command {}

  /// Reports that something crossed an agreed line or entered an agreed zone.
  record ReportCrossing(ClaimDecisions.ReportRequest report) implements OfClaims {}

  /// Says what the own party holds of a report, or of its own one anew.
  record SpeakOfCrossing(
      MessageId report, ClaimBody.Stance stance, Sighting sighting, Optional<DisplayName> by)
      implements OfClaims {}

  /// Contests the basis of another party's operation, or does so no longer.
  ///
  /// @param words must not be blank if it is contested
  record ContestBasis(
      OperationId operation, boolean contested, String words, Optional<DisplayName> by)
      implements OfClaims {}

  /// What concerns the own roster, or is signed by somebody on it.
  sealed interface OfPeople extends Command {}

  /// Puts a person on the own roster, with the passkey that was made just now.
  record EnrolPerson(RosterBody.Enrolled person) implements OfPeople {}

  /// Gives a person another role.
  record ChangeRole(PersonId person, PersonRole role) implements OfPeople {}

  /// Takes a person off the roster.
  record PersonLeaves(PersonId person) implements OfPeople {}

  /// Does something that a person of the own party has signed by passkey.
  ///
  /// @param act what; decided again, and refused if it would not be what was signed
  record Sign(Command act, SignedAct signed) implements OfPeople {}

  /// Puts a rules document before all parties; its exact text is what they adopt.
  record ProposeRules(String document, Optional<Speaker> by) implements Command {
    public ProposeRules(String document) {
      this(document, Optional.empty());
    }
  }

  /// Adopts the rules document with this hash for the own party.
  record AdoptRules(Hash document, Optional<Speaker> by) implements Command {
    public AdoptRules(Hash document) {
      this(document, Optional.empty());
    }
  }

  /// Asks that an agreement be suspended, resumed or ended.
  ///
  /// @param articles which of its articles; none for all of it
  /// @param from of an end: from when
  record AskStep(
      AgreementBody.Step step,
      Hash agreement,
      List<String> articles,
      Optional<Instant> from,
      String reason,
      Speaker by)
      implements Command {
    public AskStep {
      articles = List.copyOf(articles);
    }
  }

  /// Does what another person asked for.
  ///
  /// @param asked the entry that asks for it, by its SHA-256
  record ConfirmStep(Hash asked, Speaker by) implements Command {}

  /// Enrols a peer whose card was compared by voice, or takes new addresses of one.
  record Enrol(Card card) implements Command {}

  /// Begins to write a log of which nothing tells how far it was signed, on the word of a person of
  /// the own party that no later copy was ever at work. The log says so.
  ///
  /// @param reason in the person's words; not blank
  record Resume(String reason) implements Command {}

  /// Takes new keys of a peer that came as a file: its succession and the card that follows.
  record TakeKeys(String file) implements Command {}

  /// Erases the bodies of operations that are over for long.
  ///
  /// @param olderThan how long; see [org.wideberth.picture.Erasure]
  /// @param only this operation, or all
  /// @param rehearse only says what would go
  record Erase(Duration olderThan, Optional<OperationId> only, boolean rehearse)
      implements Command {}

  /// Leaves the theatre: ends all own operations and says so to everybody.
  record Leave(String reason) implements Command {}

  /// Takes in a courier file.
  // Handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record ImportCourier(byte[] file) implements Command {}
}
