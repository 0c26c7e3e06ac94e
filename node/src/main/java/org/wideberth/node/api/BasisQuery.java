package org.wideberth.node.api;

import java.util.Optional;
import java.util.stream.Stream;
import org.wideberth.operation.Basis;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// The basis of operations that state none themselves, as a request's query has it.
final class BasisQuery {
  private static final String TEXT = "basis";
  private static final String LANGUAGE = "basis_language";
  private static final String AGREEMENT = "basis_agreement";
  private static final String ARTICLE = "basis_article";
  private static final String MESSAGE = "basis_message";

  private BasisQuery() {}

  static Outcome<Optional<Basis>> basis(Request request, Core core) {
    boolean any =
        Stream.of(TEXT, LANGUAGE, AGREEMENT, ARTICLE, MESSAGE)
            .anyMatch(name -> request.queryParameter(name).isPresent());
    return any
        ? agreement(request, core).then(hash -> basis(request, hash)).map(Optional::of)
        : Outcome.accept(Optional.empty());
  }

  private static Outcome<Basis> basis(Request request, Optional<Hash> agreement) {
    Outcome<Basis> basis =
        Basis.of(
            request.queryParameter(TEXT).orElse(""),
            request.queryParameter(LANGUAGE).orElse(Basis.UNDETERMINED),
            agreement,
            request.queryParameter(ARTICLE),
            request.queryParameter(MESSAGE));
    return switch (basis) {
      case Outcome.Accepted<Basis> good -> good;
      case Outcome.Refused<Basis>(var refusal) ->
          Outcome.refuse(refusal.code(), "basis: " + refusal.detail());
    };
  }

  private static Outcome<Optional<Hash>> agreement(Request request, Core core) {
    Optional<String> text = request.queryParameter(AGREEMENT);
    if (text.isEmpty()) {
      return Outcome.accept(Optional.empty());
    }
    return switch (core.read(
        view -> HashText.among(view.picture().agreement().documents().keySet(), text.get()))) {
      case Outcome.Accepted<Hash>(var hash) -> Outcome.accept(Optional.of(hash));
      case Outcome.Refused<Hash>(var refusal) ->
          Outcome.refuse(refusal.code(), AGREEMENT + ": " + refusal.detail());
    };
  }
}
