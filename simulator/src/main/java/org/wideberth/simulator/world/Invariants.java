package org.wideberth.simulator.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.channel.Handling;
import org.wideberth.channel.Message;
import org.wideberth.claim.Crossing;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.Finding;
import org.wideberth.node.engine.Alarm;
import org.wideberth.operation.Operation;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Picture;
import org.wideberth.record.Hash;
import org.wideberth.record.LogCopy;
import org.wideberth.record.Origin;

/// What must hold after every step, and what must hold when all is whole again.
final class Invariants {
  private record Head(Origin origin, long size) {}

  private final Map<Head, Hash> roots = new HashMap<>();

  /// No two nodes ever hold different histories of a log, and whoever gave a receipt holds what it
  /// says, whatever happened to its machine since.
  void check(List<SimulatedNode> nodes) {
    for (SimulatedNode node : nodes) {
      if (node.runs()) {
        for (SimulatedNode author : nodes) {
          node.engine().read(view -> view.log(author.party()).map(log -> head(node, log)));
        }
      }
    }
    for (SimulatedNode author : nodes) {
      author.receipted().forEach((holder, size) -> holds(author, find(nodes, holder), size));
    }
  }

  private boolean head(SimulatedNode node, LogCopy log) {
    Hash before = roots.putIfAbsent(new Head(log.origin(), log.size()), log.root());
    if (before != null && !before.equals(log.root())) {
      throw new Broken(
          "%s holds another history of %s at %d".formatted(node, log.origin(), log.size()));
    }
    return true;
  }

  private static void holds(SimulatedNode author, SimulatedNode holder, long size) {
    if (holder.runs() && holder.held(author.origin()) < size) {
      throw new Broken(
          "%s gave a receipt for %d of %s and holds %d"
              .formatted(holder, size, author.origin(), holder.held(author.origin())));
    }
  }

  private static SimulatedNode find(List<SimulatedNode> nodes, PartyId party) {
    return nodes.stream().filter(node -> node.party().equals(party)).findFirst().orElseThrow();
  }

  /// Everybody has everything that is for them and nothing else, and finds the same.
  ///
  /// @param everybody whether all was declared to all: then pictures are equal to the last byte
  void converged(List<SimulatedNode> nodes, boolean everybody) {
    for (SimulatedNode holder : nodes) {
      for (SimulatedNode author : nodes) {
        complete(holder, author);
        audience(holder, author);
        messages(holder, author);
        claims(holder, author);
        compare(holder, author);
      }
      String digest = digest(holder);
      if (everybody && !digest.equals(digest(nodes.getFirst()))) {
        throw new Broken("%s has another picture than %s".formatted(holder, nodes.getFirst()));
      }
      holder
          .engine()
          .read(
              view -> {
                List<Alarm> alarms =
                    view.alarms().stream().filter(alarm -> !isExpected(alarm)).toList();
                if (!alarms.isEmpty()) {
                  throw new Broken("%s alarms: %s".formatted(holder, alarms));
                }
                return true;
              });
    }
  }

  /// Findings stay open in a simulation, taken up or not, and some rules stay suspended: they are
  /// to alarm.
  private static boolean isExpected(Alarm alarm) {
    return alarm.code() == Alarm.Code.FINDING_UNTAKEN
        || alarm.code() == Alarm.Code.FINDING_UNSETTLED
        || alarm.code() == Alarm.Code.AGREEMENT_SUSPENDED;
  }

  private static String digest(SimulatedNode node) {
    return node.engine().read(view -> view.picture().digest());
  }

  /// True if nothing is on its way.
  static boolean isQuiet(List<SimulatedNode> nodes) {
    return nodes.stream()
        .allMatch(
            author ->
                nodes.stream()
                    .filter(holder -> holder != author)
                    .allMatch(
                        holder ->
                            holder.held(author.origin()) == author.held(author.origin())
                                && author.receiptSize(holder.party())
                                    == author.held(author.origin())));
  }

  private static void complete(SimulatedNode holder, SimulatedNode author) {
    long size = author.held(author.origin());
    long held = holder.held(author.origin());
    int missing = holder.engine().read(view -> view.missingBodies(author.party()));
    if (held != size || missing > 0) {
      throw new Broken(
          "%s holds %d of %d of %s, %d bodies missing"
              .formatted(holder, held, size, author, missing));
    }
    if (holder != author && author.receiptSize(holder.party()) != size) {
      throw new Broken("%s has no receipt by %s for %d".formatted(author, holder, size));
    }
  }

  private static void audience(SimulatedNode holder, SimulatedNode author) {
    List<Operation> held =
        holder
            .engine()
            .read(
                view ->
                    view.picture().operations().stream()
                        .filter(operation -> operation.party().equals(author.party()))
                        .toList());
    for (Operation operation : held) {
      Optional<Operation> own =
          author.engine().read(view -> view.picture().operation(operation.id()));
      boolean mine = holder == author;
      if (own.isEmpty() || !(mine || own.get().isSeenBy(holder.party()))) {
        throw new Broken("%s has %s, which is not for it".formatted(holder, operation.id()));
      }
      if (!own.get().content().equals(operation.content())
          || own.get().state() != operation.state()) {
        throw new Broken("%s has another %s than %s".formatted(holder, operation.id(), author));
      }
    }
  }

  /// Nobody has a message that is not for it, and who has one knows all that was said of it, but
  /// for answers: they are messages, with readers of their own.
  private static void messages(SimulatedNode holder, SimulatedNode other) {
    List<Message> held = holder.engine().read(view -> view.picture().channel().messages());
    for (Message message : held) {
      if (!message.author().equals(holder.party()) && !message.to().names(holder.party())) {
        throw new Broken("%s has %s, which is not for it".formatted(holder, message.id()));
      }
      Optional<Message> there =
          other.engine().read(view -> view.picture().channel().message(message.id()));
      boolean theirs = message.author().equals(other.party()) || message.to().names(other.party());
      if (theirs && !there.map(Invariants::said).equals(Optional.of(said(message)))) {
        throw new Broken("%s has %s, %s has %s".formatted(holder, message, other, there));
      }
    }
  }

  /// Nobody has a report that is not for it, and who has one knows all that was said to it.
  private static void claims(SimulatedNode holder, SimulatedNode other) {
    List<Crossing> held =
        holder.engine().read(view -> view.picture().claims().latest(Optional.empty(), 10_000));
    for (Crossing crossing : held) {
      if (!crossing.reporter().equals(holder.party()) && !crossing.to().names(holder.party())) {
        throw new Broken("%s has %s, which is not for it".formatted(holder, crossing.id()));
      }
      Optional<Crossing> there =
          other.engine().read(view -> view.picture().claims().crossing(crossing.id()));
      boolean theirs =
          crossing.reporter().equals(other.party()) || crossing.to().names(other.party());
      if (theirs && !there.equals(Optional.of(crossing))) {
        throw new Broken("%s has %s, %s has %s".formatted(holder, crossing, other, there));
      }
    }
  }

  private static Message said(Message message) {
    Map<PartyId, Handling> steps = new TreeMap<>();
    message
        .handling()
        .forEach(
            (reader, said) -> {
              if (!said.steps().isEmpty() || !said.escalations().isEmpty()) {
                steps.put(reader, new Handling(said.steps(), List.of(), said.escalations()));
              }
            });
    return new Message(
        message.id(),
        message.at(),
        message.time(),
        message.to(),
        message.content(),
        message.thread(),
        steps,
        message.readBacks(),
        message.attachmentsHeld());
  }

  private static void compare(SimulatedNode one, SimulatedNode other) {
    List<Finding> findings = one.engine().read(view -> List.copyOf(view.picture().findings()));
    for (Finding finding : findings) {
      other.engine().read(view -> compare(one, other, finding, view.picture()));
    }
    for (Operation operation :
        one.engine().read(view -> List.copyOf(view.picture().operations()))) {
      other.engine().read(view -> compareArticles(one, other, operation, view.picture()));
    }
  }

  /// Who has the operation with the same notice finds the same under articles. Who was told of it
  /// later has had less notice.
  private static boolean compareArticles(
      SimulatedNode one, SimulatedNode other, Operation operation, Picture picture) {
    Optional<Operation> there = picture.operation(operation.id());
    if (there.isEmpty() || !there.get().noticed().equals(operation.noticed())) {
      return true;
    }
    List<ArticleFinding> here =
        one.engine().read(view -> articleFindings(view.picture(), operation));
    List<ArticleFinding> theirs = articleFindings(picture, operation);
    if (!here.equals(theirs)) {
      throw new Broken("%s finds %s, %s finds %s".formatted(one, here, other, theirs));
    }
    return true;
  }

  private static List<ArticleFinding> articleFindings(Picture picture, Operation operation) {
    return picture.articleFindings().stream()
        .filter(finding -> finding.operation().equals(operation.id()))
        .toList();
  }

  private static boolean compare(
      SimulatedNode one, SimulatedNode other, Finding finding, Picture picture) {
    boolean both =
        picture.operation(finding.first().operation()).isPresent()
            && picture.operation(finding.second().operation()).isPresent();
    Optional<Finding> there = picture.finding(finding.id());
    boolean same =
        there.isPresent()
            && there.get().verdict() == finding.verdict()
            && there.get().lowerMm() == finding.lowerMm()
            && there.get().upperMm() == finding.upperMm()
            && there.get().interval().equals(finding.interval())
            && there.get().at().equals(finding.at())
            && there.get().rules().equals(finding.rules());
    if (both && !same) {
      throw new Broken("%s finds %s, %s finds %s".formatted(one, finding, other, there));
    }
    return true;
  }
}
