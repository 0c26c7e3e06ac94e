package org.wideberth.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wideberth.party.Card;
import org.wideberth.party.Succession;
import org.wideberth.party.Succession.NewKeys;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Checks a bundle with nothing but the bundle and the cards that the reader brings. A card inside
/// the bundle is only a name for a fingerprint: whoever makes a bundle can make cards.
///
/// Total over hostile bytes. Owned by one thread; used once, through [#verify].
public final class BundleVerifier {
  private final Map<Origin, Card> trusted = new HashMap<>();
  private final Map<Origin, Card> carried = new HashMap<>();
  private final Set<Origin> used = new HashSet<>();
  private final Map<Origin, Long> lastGood = new HashMap<>();
  private final Map<String, Outcome<SignedCheckpoint>> checkpoints = new HashMap<>();
  private final Map<String, Hash> rootsAtSizes = new HashMap<>();
  private final Map<Origin, NoteKey> trustedBefore = new HashMap<>();
  private final Map<Origin, NoteKey> carriedBefore = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> forks = new ArrayList<>();
  private final BodyWords bodyWords;

  private BundleVerifier(BodyWords bodyWords) {
    this.bodyWords = bodyWords;
  }

  /// Says what the file proves to somebody who knows these cards.
  public static BundleReport verify(byte[] file, Collection<Card> trustedCards) {
    return verify(file, trustedCards, BodyWords.TYPE_ONLY);
  }

  /// As [#verify(byte\[\], Collection)], with words for the bodies.
  public static BundleReport verify(
      byte[] file, Collection<Card> trustedCards, BodyWords bodyWords) {
    return switch (Bundle.parse(file)) {
      case Outcome.Refused<Bundle>(var refusal) ->
          new BundleReport(List.of(), List.of(refusal.detail()), Claim.Standing.UNPROVEN);
      case Outcome.Accepted<Bundle>(var bundle) -> {
        BundleVerifier verifier = new BundleVerifier(bodyWords);
        trustedCards.forEach(card -> verifier.trusted.put(card.origin(), card));
        yield verifier.report(bundle);
      }
    };
  }

  private BundleReport report(Bundle bundle) {
    claims.add(
        new Claim(
            Claim.Kind.MADE,
            Claim.Standing.UNPROVEN,
            Optional.empty(),
            -1,
            Optional.empty(),
            Optional.of(bundle.made()),
            "bundle of theatre %s, made at %s as its maker says (nobody vouches for this time)"
                .formatted(bundle.theatre(), bundle.made())));
    bundle.successions().forEach(this::succession);
    for (Card card : bundle.cards()) {
      card(bundle, card);
    }
    for (Bundle.Item item : bundle.items()) {
      if (item.origin().theatre().equals(bundle.theatre())) {
        item(item);
      } else {
        problems.add(item.place() + " is of another theatre");
      }
    }
    problems.addAll(forks);
    boolean proven = !used.isEmpty() && used.stream().allMatch(this::isTrusted);
    return new BundleReport(
        claims, problems, proven ? Claim.Standing.PROVEN : Claim.Standing.UNPROVEN);
  }

  /// Who knows a party's card knows the one that its recovery key introduces, and the log keys that
  /// it had before. They come in the order of epochs, so a chain of them is followed to its end.
  private void succession(NewKeys keys) {
    Succession succession = keys.succession();
    Card old = trusted.get(succession.from());
    boolean known = old != null && succession.follows(old.identity());
    if (old != null && !known) {
      problems.add(
          "the succession of %s is not signed with the recovery key of the card that you hold"
              .formatted(succession.from()));
      return;
    }
    boolean before =
        old == null
            && trusted.values().stream().anyMatch(card -> succession.isBefore(card.identity()));
    if (known) {
      trusted.putIfAbsent(keys.card().origin(), keys.card());
    } else if (before) {
      trustedBefore.putIfAbsent(succession.from(), succession.log());
    } else if (succession.isBefore(keys.card().identity())) {
      carriedBefore.putIfAbsent(succession.from(), succession.log());
    }
    if (known || before) {
      lastGood.put(succession.from(), succession.size());
    }
    claims.add(
        new Claim(
            Claim.Kind.SUCCEEDED,
            known || before ? Claim.Standing.PROVEN : Claim.Standing.UNPROVEN,
            Optional.of(succession.from()),
            -1,
            Optional.of(keys.card().party()),
            Optional.of(succession.time()),
            ("%s replaced its keys (%s) at %s by its own clock; it stands by %d entries of %s; the"
                    + " new fingerprint is %s")
                .formatted(
                    keys.card().party(),
                    succession.reason().word(),
                    succession.time(),
                    succession.size(),
                    succession.from(),
                    keys.card().fingerprint())));
  }

  private void flag(Bundle.Item item) {
    Long good = lastGood.get(item.origin());
    if (good != null && item.seq() >= good) {
      claims.add(
          new Claim(
              Claim.Kind.AFTER_LAST_GOOD,
              standing(item.origin()),
              Optional.of(item.origin()),
              item.seq(),
              Optional.of(item.origin().party()),
              Optional.empty(),
              "%s is not among the %d entries that %s stands by: somebody else may have written it"
                  .formatted(item.place(), good, item.origin().party())));
    }
  }

  private void card(Bundle bundle, Card card) {
    Card known = trusted.get(card.origin());
    if (!card.origin().theatre().equals(bundle.theatre())) {
      problems.add("the card of " + card.origin() + " is of another theatre");
      return;
    }
    if (known != null && !sameKeys(known, card)) {
      problems.add(
          "the card of %s in the bundle, fingerprint %s, is not the one you hold, %s"
              .formatted(card.origin(), card.fingerprint(), known.fingerprint()));
      return;
    }
    carried.put(card.origin(), card);
    claims.add(
        new Claim(
            Claim.Kind.CARD,
            known == null ? Claim.Standing.UNPROVEN : Claim.Standing.PROVEN,
            Optional.of(card.origin()),
            -1,
            Optional.of(card.party()),
            Optional.empty(),
            "%s is \"%s\", fingerprint %s%s"
                .formatted(
                    card.origin(),
                    card.identity().name(),
                    card.fingerprint(),
                    known == null
                        ? " (by a card in this bundle only)"
                        : " (the keys are those of a card you hold)")));
  }

  private static boolean sameKeys(Card first, Card second) {
    return first.identity().log().equals(second.identity().log())
        && first.identity().witness().equals(second.identity().witness());
  }

  private boolean isTrusted(Origin origin) {
    return trusted.containsKey(origin) || trustedBefore.containsKey(origin);
  }

  /// From a card, or from the succession that ended the epoch.
  private @Nullable NoteKey logKeyOf(Origin origin) {
    Card card = trusted.containsKey(origin) ? trusted.get(origin) : carried.get(origin);
    NoteKey before =
        trustedBefore.containsKey(origin) ? trustedBefore.get(origin) : carriedBefore.get(origin);
    NoteKey key = card == null ? before : card.identity().log();
    if (key == null) {
      problems.add("there is no card of " + origin + " that could be used");
    } else {
      used.add(origin);
    }
    return key;
  }

  private @Nullable Card cardOf(Origin origin) {
    Card card = trusted.containsKey(origin) ? trusted.get(origin) : carried.get(origin);
    if (card == null) {
      problems.add("there is no card of " + origin + " that could be used");
    } else {
      used.add(origin);
    }
    return card;
  }

  private Claim.Standing standing(Origin... signers) {
    return Stream.of(signers).allMatch(this::isTrusted)
        ? Claim.Standing.PROVEN
        : Claim.Standing.UNPROVEN;
  }

  private void item(Bundle.Item item) {
    NoteKey author = logKeyOf(item.origin());
    if (author == null) {
      return;
    }
    byte[] leaf = item.entryBytes();
    Entry entry =
        Entry.parse(leaf) instanceof Outcome.Accepted<Entry>(var read)
                && read.origin().equals(item.origin())
                && read.seq() == item.seq()
            ? read
            : null;
    if (item.body().isPresent()
        && (entry == null || !item.body().get().hash().equals(entry.body()))) {
      problems.add("the body of " + item.place() + " is not the one that the entry commits to");
      return;
    }
    List<Receipt> receipts = new ArrayList<>();
    if (!proven(item, leaf, author, receipts)) {
      return;
    }
    claims.add(wrote(item, entry));
    item.erased().ifPresent(gone -> claims.add(erased(item, gone)));
    flag(item);
    if (!receipts.isEmpty()) {
      claims.add(atLatest(item, receipts));
    }
    if (entry != null) {
      receipts.forEach(receipt -> claims.add(holding(item, entry, receipt)));
    }
  }

  /// Checks every proof of an item; true if there is one and none is wrong.
  private boolean proven(Bundle.Item item, byte[] leaf, NoteKey author, List<Receipt> receipts) {
    int problemsBefore = problems.size();
    long sizeBefore = 0;
    for (Bundle.Proof proof : item.proofs()) {
      Optional<SignedCheckpoint> checkpoint = checkpoint(item, proof, author);
      if (checkpoint.isEmpty()) {
        continue;
      }
      SignedCheckpoint signed = checkpoint.get();
      boolean included =
          Proofs.verifyInclusion(
              item.seq(),
              signed.size(),
              MerkleTree.leafHash(leaf),
              proof.inclusion(),
              signed.root());
      if (!included || signed.size() <= sizeBefore) {
        problems.add(
            included
                ? "the proofs of " + item.place() + " do not ascend"
                : item.place() + " is not in the log of size " + signed.size());
      }
      sizeBefore = signed.size();
      proof.receipts().forEach(texts -> receipt(item, signed, texts, receipts));
    }
    if (item.proofs().isEmpty()) {
      problems.add("there is no proof of " + item.place());
    }
    return problems.size() == problemsBefore;
  }

  private Optional<SignedCheckpoint> checkpoint(
      Bundle.Item item, Bundle.Proof proof, NoteKey author) {
    Outcome<SignedCheckpoint> outcome =
        checkpoints.computeIfAbsent(
            item.origin() + "\n" + proof.checkpoint(),
            fresh -> SignedCheckpoint.verify(proof.checkpoint(), author));
    return switch (outcome) {
      case Outcome.Accepted<SignedCheckpoint>(var signed)
          when signed.note().equals(proof.checkpoint()) -> {
        fork(signed);
        yield Optional.of(signed);
      }
      case Outcome.Accepted<SignedCheckpoint> others -> {
        problems.add("a checkpoint for %s has more than one signature".formatted(item.place()));
        yield Optional.empty();
      }
      case Outcome.Refused<SignedCheckpoint>(var refusal) -> {
        problems.add("a checkpoint for %s: %s".formatted(item.place(), refusal.detail()));
        yield Optional.empty();
      }
    };
  }

  private void fork(SignedCheckpoint signed) {
    String place = signed.origin() + " " + signed.size();
    Hash before = rootsAtSizes.putIfAbsent(place, signed.root());
    if (before != null && !before.equals(signed.root())) {
      forks.add("%s signed two histories of size %d".formatted(signed.origin(), signed.size()));
      claims.add(
          new Claim(
              Claim.Kind.FORKED,
              standing(signed.origin()),
              Optional.of(signed.origin()),
              -1,
              Optional.of(signed.origin().party()),
              Optional.empty(),
              "%s signed two different logs of size %d: %s and %s"
                  .formatted(signed.origin(), signed.size(), before, signed.root())));
    }
  }

  private void receipt(
      Bundle.Item item,
      SignedCheckpoint checkpoint,
      Bundle.ReceiptText texts,
      List<Receipt> receipts) {
    Outcome<Receipt> outcome =
        HoldingNote.holderOf(texts.holding()).then(origin -> receipt(checkpoint, texts, origin));
    switch (outcome) {
      case Outcome.Accepted<Receipt>(var receipt) -> {
        boolean twice =
            receipts.stream()
                .anyMatch(
                    other ->
                        other.holder().equals(receipt.holder())
                            && other.checkpoint().equals(checkpoint));
        if (twice || receipt.holder().party().equals(item.origin().party())) {
          problems.add(
              "a receipt for %s stands twice, or is by its author".formatted(item.place()));
        } else {
          receipts.add(receipt);
        }
      }
      case Outcome.Refused<Receipt>(var refusal) ->
          problems.add("a receipt for %s: %s".formatted(item.place(), refusal.detail()));
    }
  }

  private Outcome<Receipt> receipt(
      SignedCheckpoint checkpoint, Bundle.ReceiptText texts, Origin holderOrigin) {
    Card holder = cardOf(holderOrigin);
    if (holder == null || !holderOrigin.theatre().equals(checkpoint.origin().theatre())) {
      return Outcome.refuse(RefusalCode.UNKNOWN_PARTY, "no usable card of its holder");
    }
    return Cosignature.verify(texts.cosignature(), checkpoint, holder.identity().witness())
        .then(
            cosigned ->
                HoldingNote.verify(texts.holding(), holder.identity().log())
                    .then(note -> Receipt.of(cosigned, note, holder)));
  }

  private Claim wrote(Bundle.Item item, @Nullable Entry entry) {
    String what;
    if (entry == null) {
      what = "wrote something that cannot be read as an entry of that place";
    } else if (item.erased().isPresent()) {
      what = "wrote an entry whose content was erased";
    } else if (item.body().isEmpty()) {
      what = "wrote an entry whose body is not shown here";
    } else {
      Body body = item.body().get();
      what =
          switch (body.type()) {
            case Outcome.Accepted<String>(var type) ->
                bodyWords.words(item.origin(), item.seq(), type, body.bytes());
            case Outcome.Refused<String> refused -> "wrote a body that cannot be read";
          };
    }
    return new Claim(
        Claim.Kind.WROTE,
        standing(item.origin()),
        Optional.of(item.origin()),
        item.seq(),
        Optional.of(item.origin().party()),
        Optional.ofNullable(entry).map(Entry::time),
        "%s %s (entry %d of log %s%s)"
            .formatted(
                item.origin().party(),
                what,
                item.seq(),
                item.origin(),
                entry == null ? "" : ", at " + entry.time() + " by its own clock"));
  }

  private static Claim erased(Bundle.Item item, Bundle.Erased gone) {
    return new Claim(
        Claim.Kind.ERASED,
        Claim.Standing.UNPROVEN,
        Optional.of(item.origin()),
        item.seq(),
        Optional.of(gone.by()),
        Optional.of(gone.time()),
        ("the content of entry %d of log %s was erased by %s at %s, as the maker of the bundle says"
                + " (nobody vouches for it; others may hold it yet)")
            .formatted(item.seq(), item.origin(), gone.by(), gone.time()));
  }

  /// Dated by signers whom the reader knows, if there are any; by the others only if not.
  private Claim atLatest(Bundle.Item item, List<Receipt> receipts) {
    List<Receipt> known =
        receipts.stream().filter(receipt -> trusted.containsKey(receipt.holder())).toList();
    List<Receipt> counted = known.isEmpty() ? receipts : known;
    Instant earliest =
        counted.stream().map(r -> r.cosignature().time()).min(Instant::compareTo).orElseThrow();
    List<String> names =
        counted.stream().map(r -> r.holder().party().text()).distinct().sorted().toList();
    return new Claim(
        Claim.Kind.AT_LATEST,
        known.isEmpty() ? Claim.Standing.UNPROVEN : standing(item.origin()),
        Optional.of(item.origin()),
        item.seq(),
        Optional.empty(),
        Optional.of(earliest),
        "entry %d of log %s existed at the latest at %s, cosigned by %s"
            .formatted(item.seq(), item.origin(), earliest, String.join(" and ", names)));
  }

  private Claim holding(Bundle.Item item, Entry entry, Receipt receipt) {
    String holder = receipt.holder().party().text();
    Claim.Kind kind;
    Instant time;
    String words;
    switch (receipt.holds(item.seq(), entry)) {
      case Holding.Delivered(var at) -> {
        kind = Claim.Kind.DELIVERED;
        time = at;
        words =
            "%s held entry %d of log %s and its body by %s"
                .formatted(holder, item.seq(), item.origin(), at);
      }
      case Holding.Witnessed(var at) -> {
        kind = Claim.Kind.WITNESSED;
        time = at;
        words =
            "%s held entry %d of log %s by %s, as a witness only: no delivery of the body is shown"
                .formatted(holder, item.seq(), item.origin(), at);
      }
      case Holding.NotYet() ->
          throw new IllegalStateException("an included entry is covered by its checkpoint");
    }
    return new Claim(
        kind,
        standing(item.origin(), receipt.holder()),
        Optional.of(item.origin()),
        item.seq(),
        Optional.of(receipt.holder().party()),
        Optional.of(time),
        words);
  }
}
