package org.wideberth.simulator.adversary;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wideberth.record.Audience;
import org.wideberth.record.Entry;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;

/// Who of the honest holds copies of what another has.
///
/// @param honest all of them, as they come
record Copies(List<Honest> honest) {
  /// True if what the machine loses with its disk is at honest peers, with the bodies: what nobody
  /// else has is lost with every disk.
  ///
  /// @param from how much of the own log is not lost
  boolean haveIt(Honest node, long from) {
    if (!node.runs()) {
      return false;
    }
    long size = ownSize(node);
    for (Honest peer : honest) {
      boolean has =
          peer.runs()
              && (peer == node || peer.isWhole())
              && peer.engine()
                  .read(
                      view ->
                          view.log(node.card().origin()).map(LogCopy::size).orElse(0L) >= size
                              && view.missingBodies(node.party()) == 0)
              && ownSize(peer) >= sizeHeldBy(node, peer);
      if (!has) {
        return false;
      }
    }
    return IntStream.rangeClosed(1, node.card().origin().epoch())
        .mapToObj(epoch -> new Origin(Parties.THEATRE, node.party(), epoch))
        .flatMap(origin -> entries(node, origin, origin.equals(node.card().origin()) ? from : 0))
        .allMatch(entry -> isElsewhere(node, entry));
  }

  private static Stream<Entry> entries(Honest node, Origin origin, long from) {
    return node
        .engine()
        .read(
            view ->
                view.log(origin).stream()
                    .flatMap(log -> log.entries(from, Integer.MAX_VALUE).stream())
                    .toList())
        .stream()
        .map(leaf -> Entry.parse(leaf).orThrow());
  }

  private boolean isElsewhere(Honest node, Entry entry) {
    return entry.to().equals(Audience.authorOnly())
        || honest.stream()
            .filter(peer -> peer != node)
            .filter(peer -> entry.to().names(peer.party()))
            .anyMatch(peer -> hasBody(peer, entry));
  }

  private static boolean hasBody(Honest peer, Entry entry) {
    return peer.engine().read(view -> view.body(entry.body()).isPresent());
  }

  /// How many entries a node holds of its own log.
  static long ownSize(Honest node) {
    return sizeHeldBy(node, node);
  }

  private static long sizeHeldBy(Honest holder, Honest author) {
    return holder
        .engine()
        .read(view -> view.log(author.card().origin()).map(LogCopy::size).orElse(0L));
  }
}
