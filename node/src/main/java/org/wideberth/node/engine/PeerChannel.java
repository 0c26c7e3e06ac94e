package org.wideberth.node.engine;

/// One live, mutually authenticated link to a peer, as the engine sees it: where frames go.
///
/// Implementations never block: a peer too slow for its frames is disconnected instead. Called on
/// the engine's thread only.
public interface PeerChannel {
  /// Sends a frame, in order after those before it.
  ///
  /// @param frame at most {@link Frames#FRAME_BYTES_MAX} bytes
  void send(byte[] frame);

  /// Sends a frame that goes behind everything else: only when nothing waits to be sent before it.
  /// It is dropped if there are too many such frames already; who wants it asks again.
  default void sendLast(byte[] frame) {
    send(frame);
  }

  /// Ends the link; the reason goes to the log and, where the transport can, to the peer.
  void close(String reason);
}
