package org.wideberth.conflict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.wideberth.agreement.PairRules;
import org.wideberth.agreement.Rules;
import org.wideberth.conflict.ArticleFinding.Under;
import org.wideberth.operation.Operation;
import org.wideberth.record.Hash;

/// The articles that bind one party, to look at operations by that are only thought of. For one
/// thread: lines and zones are made ready when they are first needed.
public final class BindingArticles {
  private final PairRules rules;
  private final Map<Hash, ReadyArticles> ready;

  /// @param rules what the party is bound by
  /// @param ready of them, what is ready already
  BindingArticles(PairRules rules, Map<Hash, ReadyArticles> ready) {
    this.rules = rules;
    this.ready = new HashMap<>(ready);
  }

  /// What binds the party.
  public PairRules rules() {
    return rules;
  }

  /// What would be found about the operation; sorted by article.
  public List<ArticleFinding> findings(LiveOperation live) {
    return of(
        live, rules, each -> ready.computeIfAbsent(each.hash(), hash -> ReadyArticles.of(each)));
  }

  /// What is found about an operation by what binds its party.
  static List<ArticleFinding> of(
      LiveOperation live, PairRules binding, Function<Rules, ReadyArticles> ready) {
    Operation operation = live.operation();
    PairRules rules = binding.during(live.span());
    NavigableMap<String, List<Under>> byArticle = new TreeMap<>();
    for (Rules each : rules.rules()) {
      if (!each.document().articles().isEmpty()) {
        ArticleCheck.of(live, ready.apply(each), rules.when(each.hash()))
            .forEach(
                (article, under) ->
                    byArticle.computeIfAbsent(article, a -> new ArrayList<>()).add(under));
      }
    }
    List<ArticleFinding> found = new ArrayList<>();
    byArticle.forEach(
        (article, under) ->
            found.add(
                new ArticleFinding(
                    ArticleFinding.idOf(operation.id(), article),
                    article,
                    operation.id(),
                    operation.revision(),
                    operation.kind(),
                    operation.content().name(),
                    under,
                    rules.disputed())));
    return found;
  }
}
