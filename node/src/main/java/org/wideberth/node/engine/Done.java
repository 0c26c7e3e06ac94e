package org.wideberth.node.engine;

import java.util.List;
import org.wideberth.channel.MessageId;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationState;
import org.wideberth.people.PersonId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Refusal;

/// What a command came to: the entries that are now durable in the own log.
public sealed interface Done {

  /// Operations changed; one item for each, in the order asked.
  record Operations(List<Item> items) implements Done {
    public Operations {
      items = List.copyOf(items);
    }
  }

  /// A part of a large file is declared.
  ///
  /// @param before it was already, and nothing was done
  record Chunk(List<OperationId> operations, boolean before) implements Done {
    public Chunk {
      operations = List.copyOf(operations);
    }
  }

  /// Nothing of a part of a large file is declared, for these operations are refused.
  record ChunkRefused(List<RefusedOperation> refused) implements Done {
    public ChunkRefused {
      refused = List.copyOf(refused);
    }
  }

  /// Why an operation of a chunk is refused.
  ///
  /// @param operation its place in the chunk, from 0
  record RefusedOperation(int operation, Refusal refusal) {}

  /// One operation and the entry that changed it.
  record Item(OperationId operation, int revision, OperationState state, Origin origin, long seq) {}

  /// A message was sent, or something was said of one.
  ///
  /// @param message which one
  record Said(MessageId message, Origin origin, long seq) implements Done {}

  /// It is said who sits at a desk, or what the relief has to know.
  record Watched(Origin origin, long seq) implements Done {}

  /// Something was said of a finding.
  record SaidOfFinding(Hash finding, Origin origin, long seq) implements Done {}

  /// Something was claimed, or said of a claim.
  ///
  /// @param report the report, or what was said of an operation's basis
  record Claimed(MessageId report, Origin origin, long seq) implements Done {}

  /// A rules document was proposed or adopted.
  record Rules(Hash document, Origin origin, long seq) implements Done {}

  /// Something was asked of an agreement, or done to it.
  ///
  /// @param entry SHA-256 of the entry that says so
  record Stepped(Hash entry, Origin origin, long seq) implements Done {}

  /// The own roster says something else of a person.
  record PersonChanged(PersonId person, Origin origin, long seq) implements Done {}

  /// A card is enrolled.
  record Enrolled(String fingerprint) implements Done {}

  /// The own log is written again; that entry says so.
  record Resumed(Origin origin, long seq) implements Done {}

  /// The party has left the theatre.
  ///
  /// @param ended operations that were live
  record Left(int ended) implements Done {}

  /// Bodies were erased, or would be.
  ///
  /// @param operations those that are gone, whole
  /// @param bodies how many
  /// @param left operations that qualify too, for the next time
  record Erased(List<OperationId> operations, int bodies, int left) implements Done {
    public Erased {
      operations = List.copyOf(operations);
    }
  }

  /// A courier file was taken in.
  ///
  /// @param notes what in it could not be used, in words
  record Imported(int entries, int bodies, int receipts, List<String> notes) implements Done {
    public Imported {
      notes = List.copyOf(notes);
    }
  }
}
