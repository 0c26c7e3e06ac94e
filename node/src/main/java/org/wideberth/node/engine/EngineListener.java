package org.wideberth.node.engine;

import java.io.IOException;
import java.util.List;
import org.wideberth.party.PartyId;
import org.wideberth.picture.PictureEvent;

/// Hears what changed, once it is durable. Called on the engine's thread: hand over and return.
public interface EngineListener {
  /// The picture changed.
  void pictureChanged(List<PictureEvent> events);

  /// A peer holds more of the own log than before.
  void receiptChanged(PartyId holder, long size);

  /// A link came up, went down, or was heard again after silence.
  void linkChanged(PartyId peer);

  /// An alarm was raised or ended.
  void alarmsChanged();

  /// The journal failed; the process should end and be started again.
  void storageFailed(IOException cause);

  /// A card was enrolled: the transport may dial its addresses.
  void cardEnrolled(PartyId peer);

  /// The picture was folded anew: what was told of it may be under other names now.
  default void pictureFoldedAnew() {}

  /// One that is told everything and does nothing.
  static EngineListener silent() {
    return new EngineListener() {
      @Override
      public void pictureChanged(List<PictureEvent> events) {}

      @Override
      public void receiptChanged(PartyId holder, long size) {}

      @Override
      public void linkChanged(PartyId peer) {}

      @Override
      public void alarmsChanged() {}

      @Override
      public void storageFailed(IOException cause) {}

      @Override
      public void cardEnrolled(PartyId peer) {}
    };
  }
}
