package org.wideberth.node.attachment;

import java.io.IOException;
import java.util.Optional;
import org.wideberth.channel.Attachment;
import org.wideberth.record.Hash;

/// Where the bytes of attachments are: by hash, outside the journal. What is held is whole, is what
/// its hash says, and was synced; what has begun goes on where it stopped, also after a restart.
///
/// Implementations are thread-safe.
public interface AttachmentStore {
  /// True if it is here, whole and synced.
  boolean isHeld(Hash hash);

  /// True if it was here and was erased: it is not fetched again.
  boolean isErased(Hash hash);

  /// How many of its bytes are here, from the first one on.
  int has(Attachment what);

  /// Adds bytes to those that are here.
  ///
  /// @throws IOException if they cannot be written
  void append(Attachment what, byte[] bytes) throws IOException;

  /// All bytes are here: looks whether they are the right ones, and syncs them.
  ///
  /// @return false if they are not; then all of them are gone
  boolean finish(Attachment what) throws IOException;

  /// Bytes of one that is held; empty if it is not.
  ///
  /// @param count as many, or as there are
  Optional<byte[]> read(Attachment what, int from, int count) throws IOException;

  /// Its bytes go for good.
  void erase(Hash hash) throws IOException;

  /// One that holds nothing and takes nothing, for nodes that have no place for them.
  static AttachmentStore none() {
    return new AttachmentStore() {
      @Override
      public boolean isHeld(Hash hash) {
        return false;
      }

      @Override
      public boolean isErased(Hash hash) {
        return false;
      }

      @Override
      public int has(Attachment what) {
        return 0;
      }

      @Override
      public void append(Attachment what, byte[] bytes) throws IOException {
        throw new IOException("this node has no place for attachments");
      }

      @Override
      public boolean finish(Attachment what) {
        return false;
      }

      @Override
      public Optional<byte[]> read(Attachment what, int from, int count) {
        return Optional.empty();
      }

      @Override
      public void erase(Hash hash) {}
    };
  }
}
