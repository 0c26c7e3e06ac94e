package org.wideberth.node.cli;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import org.wideberth.party.PartyId;
import org.wideberth.record.Claim;

/// A timeline as one page that needs nothing else and asks for nothing: no script, no address. What
/// parties wrote stands in it as text, whatever it is.
final class TimelineHtml {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <title>Timeline</title>
      <style>
      body { font: 16px/1.4 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto;
        padding: 0 1rem; color: #111; background: #fff; overflow-wrap: anywhere }
      ol { list-style: none; padding: 0; border-left: 3px solid #888 }
      li.step { margin: 0 0 1rem; padding: 0 0 0 1rem }
      .time { font-family: ui-monospace, monospace; font-weight: 600 }
      .party { font-weight: 600 }
      .held, .remark { color: #444; font-size: 14px; margin: 0.1rem 0 }
      .problem, .unproven { color: #8a1c00; font-weight: 600 }
      .standing { padding: 0.5rem; border: 2px solid }
      p { margin: 0.2rem 0; unicode-bidi: isolate }
      </style></head><body>
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private TimelineHtml() {}

  static String write(Timeline timeline) {
    TimelineHtml html = new TimelineHtml();
    html.write("<h1>Timeline</h1>\n");
    html.standing(timeline);
    html.write("<ol>\n");
    timeline.steps().forEach(html::step);
    html.write("</ol>\n");
    if (!timeline.others().isEmpty()) {
      html.write("<h2>Keys and cards</h2>\n");
      timeline.others().forEach(words -> html.paragraph("remark", words));
    }
    html.write("</body></html>\n");
    return html.page.toString();
  }

  private void standing(Timeline timeline) {
    if (timeline.proven()) {
      paragraph("standing", "VERIFIED by the cards that its reader brought.");
    } else {
      paragraph(
          "standing problem",
          "NOT VERIFIED: something is wrong with the file, or signers are not known.");
    }
    timeline.problems().forEach(words -> paragraph("problem", "PROBLEM: " + words));
    timeline
        .made()
        .ifPresent(
            made ->
                paragraph(
                    "remark",
                    "The file was made at %s, as its maker says; nobody vouches for that."
                        .formatted(made)));
    paragraph(
        "remark",
        "In the order of the times that the authors claim, by their own clocks. Beneath each: who"
            + " is shown to have had it, and when at the latest.");
  }

  private void step(Timeline.Step step) {
    write("<li class=\"step\">");
    write("<p class=\"time\">");
    text(step.claimed().map(Instant::toString).orElse("at no time that can be read"));
    write("</p>\n");
    paragraph("said", step.words());
    if (step.standing() == Claim.Standing.UNPROVEN) {
      paragraph("unproven", "Who signed it is not known by a card of the reader.");
    }
    step.atLatest()
        .ifPresent(time -> paragraph("held", "It existed at %s at the latest.".formatted(time)));
    held(step.delivered(), "%s had it and what it says by %s.");
    held(step.witnessed(), "%s had the entry by %s, as a witness only.");
    step.remarks().forEach(words -> paragraph("remark", words));
    write("</li>\n");
  }

  private void held(NavigableMap<PartyId, Instant> by, String words) {
    for (Map.Entry<PartyId, Instant> each : by.entrySet()) {
      paragraph("held", words.formatted(each.getKey(), each.getValue()));
    }
  }

  private void paragraph(String name, String words) {
    write("<p class=\"" + name + "\">");
    text(words);
    write("</p>\n");
  }

  /// Of this class only, never of a party.
  private void write(String markup) {
    page.append(markup);
  }

  /// Whatever it is, it is text: what could end an element or an attribute is written otherwise,
  /// and what steers a reader's eye is a `?`.
  private void text(String words) {
    Table.printable(words)
        .codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.appendCodePoint(isHalf(each) ? '?' : each);
              }
            });
  }

  /// Half of a character: no encoding has it.
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
