package org.wideberth.node.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wideberth.conflict.ArticleFinding;
import org.wideberth.conflict.BindingArticles;
import org.wideberth.conflict.Finding;
import org.wideberth.conflict.LiveOperation;
import org.wideberth.conflict.Nearby;
import org.wideberth.conflict.Outlook;
import org.wideberth.conflict.PairCheck;
import org.wideberth.conflict.Widened;
import org.wideberth.conflict.proposal.Mover;
import org.wideberth.conflict.proposal.Proposals;
import org.wideberth.conflict.proposal.WindowsWithoutConflict;
import org.wideberth.geo.TimeWindow;
import org.wideberth.operation.Operation;
import org.wideberth.operation.OperationContent;
import org.wideberth.operation.OperationId;
import org.wideberth.operation.OperationMessage;
import org.wideberth.operation.OperationMessage.Carried;
import org.wideberth.operation.OperationState;
import org.wideberth.party.PartyId;
import org.wideberth.picture.Draft;
import org.wideberth.picture.OperationDecisions;
import org.wideberth.picture.OperationRequest;
import org.wideberth.picture.Picture;
import org.wideberth.record.EntryPlace;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.RefusalCode;

/// Looks at operations that are only thought of: what would be found, what would end it, and when
/// there is nothing. Files nothing and changes nothing.
///
/// What is near is copied under the engine's read lock; all comparing is done after it, so the
/// applying thread waits for no search. Thread-safe.
public final class Lookahead {
  /// Operations in one request: a plan that people look at together.
  public static final int OPERATIONS_MAX = 20;

  /// Findings of an operation that get proposals, the first by id; the rest are listed without.
  public static final int PROPOSED_MAX = 10;

  /// Findings of an operation that are listed; how many there are is always said.
  public static final int LISTED_MAX = 200;

  private final Engine engine;

  public Lookahead(Engine engine) {
    this.engine = engine;
  }

  /// What would be found if an operation were declared or revised.
  ///
  /// @param operation as it would stand
  /// @param request what was asked
  /// @param findings by id, at most [#LISTED_MAX]
  /// @param total how many there would be
  /// @param proposals for the first of the findings, in their order: what of the operation would
  ///     end each
  /// @param articles what would be found about it by itself
  /// @param ends findings it has now and would have no more
  public record Would(
      Operation operation,
      OperationRequest request,
      List<Finding> findings,
      int total,
      List<Proposals> proposals,
      List<ArticleFinding> articles,
      List<Finding> ends) {
    public Would {
      findings = List.copyOf(findings);
      proposals = List.copyOf(proposals);
      articles = List.copyOf(articles);
      ends = List.copyOf(ends);
    }
  }

  /// An operation that is only thought of.
  ///
  /// @param now when it was
  /// @param had findings that it has as it is
  private record Thought(
      Operation operation, OperationRequest request, Instant now, List<Finding> had) {}

  /// What matters to an operation, as it was at one moment.
  private record Around(Nearby nearby, BindingArticles articles) {}

  private Around around(Widened operation) {
    PartyId party = operation.operation().party();
    return engine.read(
        view -> {
          Outlook outlook = view.picture().outlook();
          return new Around(outlook.near(operation), outlook.articlesOf(party));
        });
  }

  private static Widened widened(Operation operation) {
    return Widened.of(operation, Proposals.SHIFT_MAX, Proposals.ASIDE_MAX_M * 100L);
  }

  /// The changes of either side that would end a finding that is open here.
  public Outcome<Proposals> proposals(Hash finding) {
    record Open(Finding finding, Operation first, Operation second, Instant now) {}
    Optional<Open> open =
        engine.read(
            view -> {
              Picture picture = view.picture();
              return picture
                  .finding(finding)
                  .map(
                      found ->
                          new Open(
                              found,
                              picture.operation(found.first().operation()).orElseThrow(),
                              picture.operation(found.second().operation()).orElseThrow(),
                              view.now()));
            });
    if (open.isEmpty()) {
      return Outcome.refuse(
          RefusalCode.NOT_FOUND, "no such finding between two operations is open here");
    }
    Operation first = open.get().first();
    Operation second = open.get().second();
    return Outcome.accept(
        Proposals.of(
            List.of(
                new Proposals.Asked(mover(first), second.id()),
                new Proposals.Asked(mover(second), first.id())),
            open.get().now()));
  }

  private Mover mover(Operation operation) {
    Around around = around(widened(operation));
    return Mover.of(operation, around.nearby(), around.articles());
  }

  /// What would be found if these were declared.
  public Outcome<List<Would>> declare(List<OperationRequest> requests) {
    return thought(requests).map(all -> all.stream().map(this::would).toList());
  }

  /// What would be found if that operation were revised.
  public Outcome<Would> revise(OperationId id, OperationRequest request) {
    return engine
        .<Outcome<Thought>>read(
            view ->
                Commands.known(
                        view.ledger(),
                        "audience",
                        Commands.named(request.audience()),
                        Optional.of(id))
                    .then(known -> OperationDecisions.revise(view.picture(), id, request))
                    .then(draft -> thought(view, request, draft, view.ledger().own().size())))
        .map(this::would);
  }

  private Outcome<List<Thought>> thought(List<OperationRequest> requests) {
    if (requests.isEmpty()) {
      return Outcome.refuse(RefusalCode.MALFORMED, "there is no operation in it");
    }
    if (requests.size() > OPERATIONS_MAX) {
      return Outcome.refuse(
          RefusalCode.LIMIT_EXCEEDED,
          "%d operations are more than the %d that are looked at together: ask for fewer"
              .formatted(requests.size(), OPERATIONS_MAX));
    }
    return engine.read(view -> thought(view, requests));
  }

  private static Outcome<List<Thought>> thought(EngineView view, List<OperationRequest> requests) {
    List<Thought> all = new ArrayList<>();
    for (OperationRequest request : requests) {
      Origin own = view.ledger().own().origin();
      long seq = view.ledger().own().size() + all.size();
      Outcome<Thought> one =
          Commands.known(
                  view.ledger(), "audience", Commands.named(request.audience()), Optional.empty())
              .then(known -> OperationDecisions.declare(view.picture(), own.epoch(), seq, request))
              .then(draft -> thought(view, request, draft, seq));
      switch (one) {
        case Outcome.Accepted<Thought>(var each) -> all.add(each);
        case Outcome.Refused<Thought>(var refusal) -> {
          String which = requests.size() == 1 ? "" : "operation " + (all.size() + 1) + ": ";
          return Outcome.refuse(refusal.code(), which + refusal.detail());
        }
      }
    }
    return Outcome.accept(all);
  }

  /// The operation that the draft would make.
  private static Outcome<Thought> thought(
      EngineView view, OperationRequest request, Draft draft, long seq) {
    return OperationMessage.parse(draft.body())
        .map(
            message -> {
              if (!(message instanceof Carried carried)) {
                throw new IllegalStateException("an operation is carried: " + message.type());
              }
              OperationId id = carried.operation();
              OperationState state =
                  carried.state() == OperationState.DRAFT
                      ? OperationState.DECLARED
                      : carried.state();
              EntryPlace at =
                  new EntryPlace(view.ledger().own().origin(), seq, Hash.sha256(draft.body()));
              Operation operation =
                  new Operation(
                      id, carried.revision(), state, carried.content(), draft.to(), view.now(), at);
              List<Finding> had =
                  carried.revision() == 1 ? List.of() : view.picture().outlook().findings(id);
              return new Thought(operation, request, view.now(), had);
            });
  }

  private Would would(Thought thought) {
    Around around = around(widened(thought.operation()));
    LiveOperation live = LiveOperation.of(thought.operation());
    PairCheck check = new PairCheck();
    List<Finding> found = new ArrayList<>();
    for (Nearby.Other other : around.nearby().others()) {
      check.between(live, other.operation(), other.rules()).ifPresent(found::add);
    }
    found.sort((one, other) -> one.id().compareTo(other.id()));
    List<Finding> ends = new ArrayList<>(thought.had());
    ends.removeIf(had -> found.stream().anyMatch(each -> each.id().equals(had.id())));
    Mover mover =
        new Mover(
            thought.operation(), typed(thought.request()), around.nearby(), around.articles());
    List<Proposals> proposals =
        found.stream()
            .limit(PROPOSED_MAX)
            .map(each -> proposals(mover, each, thought.now()))
            .toList();
    return new Would(
        thought.operation(),
        thought.request(),
        found.stream().limit(LISTED_MAX).toList(),
        found.size(),
        proposals,
        around.articles().findings(live),
        ends);
  }

  private static Proposals proposals(Mover mover, Finding finding, Instant now) {
    OperationId other = finding.across(mover.operation().party()).operation();
    return Proposals.of(List.of(new Proposals.Asked(mover, other)), now);
  }

  /// As fine as it was given; it was looked at before.
  private static OperationContent typed(OperationRequest request) {
    return OperationContent.of(
            request.kind(),
            request.priority(),
            request.grain(),
            request.name(),
            request.volumes(),
            request.basis())
        .orThrow();
  }

  /// When there is no conflict with what was disclosed.
  ///
  /// @param within between which times, given the moment of asking
  public Outcome<WindowsWithoutConflict> windows(
      OperationRequest request, Function<Instant, Outcome<TimeWindow>> within, Duration length) {
    return thought(List.of(request))
        .map(List::getFirst)
        .then(
            thought ->
                within
                    .apply(thought.now())
                    .then(
                        times ->
                            WindowsWithoutConflict.Question.of(thought.operation(), times, length)))
        .then(
            question -> {
              Around around = around(Widened.of(question.operation(), Duration.ZERO, 0));
              return WindowsWithoutConflict.of(question, around.nearby(), around.articles());
            });
  }
}
