package org.wideberth.record;

import org.wideberth.party.Card;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// A peer's cosignature on a checkpoint and its holding note for exactly that checkpoint. The
/// existence of this value means that all three signatures were verified. Immutable.
public final class Receipt {
  private final Cosignature cosignature;
  private final HoldingNote holding;

  private Receipt(Cosignature cosignature, HoldingNote holding) {
    this.cosignature = cosignature;
    this.holding = holding;
  }

  /// Puts together what belongs together: the same log, size and root, the same holder.
  public static Outcome<Receipt> of(Cosignature cosignature, HoldingNote holding, Card holder) {
    SignedCheckpoint checkpoint = cosignature.checkpoint();
    boolean same =
        holding.checkpoint().equals(checkpoint.checkpoint())
            && holding.holder().equals(holder.origin());
    return same
        ? Outcome.accept(new Receipt(cosignature, holding))
        : Outcome.refuse(
            RefusalCode.UNPROVEN, "cosignature and holding note are not for the same checkpoint");
  }

  /// Verifies the three texts of a receipt.
  ///
  /// @param checkpoint the note, signed by the author at exactly the cosigned size
  /// @param cosignature the holder's signature line, without newline
  /// @param holding the holder's note
  public static Outcome<Receipt> verify(
      String checkpoint, String cosignature, String holding, Card author, Card holder) {
    if (!author.origin().theatre().equals(holder.origin().theatre())) {
      return Outcome.refuse(RefusalCode.UNPROVEN, "author and holder are of different theatres");
    }
    return SignedCheckpoint.verify(checkpoint, author.identity().log())
        .then(signed -> Cosignature.verify(cosignature, signed, holder.identity().witness()))
        .then(
            cosigned ->
                HoldingNote.verify(holding, holder.identity().log())
                    .then(note -> of(cosigned, note, holder)));
  }

  /// What this receipt says about an entry of its log, which must be the one that stands at
  /// `seq` there (shown by its inclusion, which is not checked here).
  public Holding holds(long seq, Entry entry) {
    if (!entry.origin().equals(checkpoint().origin())
        || entry.seq() != seq
        || seq >= checkpoint().size()) {
      return new Holding.NotYet();
    }
    if (!entry.to().names(holding.holder().party()) || holding.lacks(seq)) {
      return new Holding.Witnessed(cosignature.time());
    }
    boolean noteIsLater = holding.time().isAfter(cosignature.time());
    return new Holding.Delivered(noteIsLater ? holding.time() : cosignature.time());
  }

  public SignedCheckpoint checkpoint() {
    return cosignature.checkpoint();
  }

  public Cosignature cosignature() {
    return cosignature;
  }

  public HoldingNote holding() {
    return holding;
  }

  /// Who gave this receipt.
  public Origin holder() {
    return holding.holder();
  }
}
