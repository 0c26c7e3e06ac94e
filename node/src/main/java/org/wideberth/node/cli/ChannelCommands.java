package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wideberth.node.api.Method;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of the channel.
final class ChannelCommands {
  private ChannelCommands() {}

  @Command(
      name = "send",
      description = "Send a message to other parties' duty desks.",
      footer = {
        "",
        "Phrases have one meaning in every language: stop, unsafe, mayday (sent as flash unless",
        "told otherwise), ours-there, not-ours, stopped, moving-away (immediate), wait, say-again,",
        "call-us (priority), test (routine). A flash message sounds at the other desks until a",
        "person there acknowledges it.",
        "",
        "A place that looks mistyped is not sent, and what was probably meant is said: mend it, or",
        "repeat with --as-typed.",
        "",
        "Examples:",
        "  wideberth send --to cobalt --phrase stop --place \"47.1, 8.7\"",
        "  wideberth send --to cobalt,relief --language en \"Convoy leaves at 1400Z\"",
        "  wideberth send --answers cobalt.1.17 --to cobalt \"At the ford\"",
        "  wideberth send --to cobalt --precedence immediate --condition \"if the dam opens\"",
        "      --asked \"keep off the river bed\" --start 261400ZNOV26 --end 261800ZNOV26"
      })
  static final class Send extends NodeCommand {
    @Option(
        names = "--to",
        paramLabel = "PARTY",
        required = true,
        split = ",",
        description = "A party, or several with commas between, or * for every party.")
    private List<String> to = List.of();

    @Option(names = "--desk", description = "Whose watch it is for (default duty).")
    private Optional<String> desk = Optional.empty();

    @Option(names = "--precedence", description = "routine, priority, immediate or flash.")
    private Optional<String> precedence = Optional.empty();

    @Option(names = "--phrase", description = "A phrase with a fixed meaning, see below.")
    private Optional<String> phrase = Optional.empty();

    @Option(names = "--language", description = "Of the text, as in en, ru, ar.")
    private Optional<String> language = Optional.empty();

    @Option(names = "--thread", paramLabel = "ID", description = "Goes on with that thread.")
    private Optional<String> thread = Optional.empty();

    @Option(names = "--answers", paramLabel = "ID", description = "Answers that message.")
    private Optional<String> answers = Optional.empty();

    @Option(names = "--operation", paramLabel = "ID", description = "Is about that operation.")
    private List<String> operations = List.of();

    @Option(
        names = "--place",
        paramLabel = "POSITION",
        description = "Is about that place: degrees, degrees and minutes, or MGRS.")
    private List<String> places = List.of();

    @Option(
        names = "--as-typed",
        description = "The places are meant as they are typed, whatever is doubted of them.")
    private boolean asTyped;

    @Option(
        names = "--attach",
        paramLabel = "FILE",
        description = "A file that goes with it, 16 MiB at most; up to eight.")
    private List<Path> files = List.of();

    @ArgGroup(exclusive = false, heading = "A warning under a condition:%n")
    private @Nullable WarningOptions warning;

    @Parameters(arity = "0..1", paramLabel = "TEXT", description = "In your own words.")
    private String text = "";

    @Override
    void run(NodeClient node, PrintWriter out) throws IOException {
      List<String> attached = AttachmentCommand.bring(node, files, out);
      byte[] body =
          JsonWriter.object(
              json -> {
                addressed(json, to);
                if (!attached.isEmpty()) {
                  json.array("attachments", attached, (list, id) -> list.add(id));
                }
                desk.ifPresent(word -> json.put("desk", word));
                precedence.ifPresent(word -> json.put("precedence", word));
                phrase.ifPresent(word -> json.put("phrase", word));
                language.ifPresent(word -> json.put("language", word));
                thread.ifPresent(id -> json.put("thread", id));
                answers.ifPresent(id -> json.put("answers", id));
                json.put("text", text)
                    .array("operations", operations, (list, id) -> list.add(id))
                    .array(
                        "places",
                        places,
                        (list, place) -> list.object(each -> each.put("position", place)))
                    .put("as_typed", asTyped);
                Optional.ofNullable(warning)
                    .ifPresent(options -> json.object("warning", options::write));
              });
      JsonTree sent =
          JsonTree.parse(AsTyped.orStop(node.ask(Method.POST, "/api/v1/messages", body)));
      print(sent, out);
    }
  }

  private static void addressed(JsonWriter json, List<String> to) {
    if (to.equals(List.of("*"))) {
      json.put("to", "*");
    } else {
      json.array("to", to, (list, party) -> list.add(party));
    }
  }

  private static void print(JsonTree sent, PrintWriter out) {
    out.println(
        "%s is sent as %s. Who has it, and what they say of it: wideberth messages --thread %s"
            .formatted(
                sent.text("id"),
                sent.text("precedence").toUpperCase(Locale.ROOT),
                sent.text("id")));
  }

  /// What makes a message a warning.
  static final class WarningOptions {
    @Option(names = "--condition", required = true, description = "Under which it holds.")
    private String condition = "";

    @Option(names = "--asked", required = true, description = "What the readers are asked to do.")
    private String asked = "";

    @Option(names = "--start", required = true, description = "From when it holds, UTC.")
    private String start = "";

    @Option(names = "--end", required = true, description = "Until when it holds, UTC.")
    private String end = "";

    @Option(names = "--answer-by", description = "Until when an answer is asked for, UTC.")
    private Optional<String> answerBy = Optional.empty();

    @ArgGroup(exclusive = false)
    private @Nullable AroundOptions around;

    void write(JsonWriter json) {
      json.put("condition", condition).put("asked", asked).put("start", start).put("end", end);
      answerBy.ifPresent(time -> json.put("answer_by", time));
      Optional.ofNullable(around).ifPresent(options -> json.object("around", options::write));
    }
  }

  /// Where a warning holds.
  static final class AroundOptions {
    @Option(names = "--around", required = true, description = "Where it holds: a position.")
    private String position = "";

    @Option(names = "--radius", required = true, paramLabel = "M", description = "In metres.")
    private long radius;

    void write(JsonWriter json) {
      json.put("position", position).put("radius_m", radius);
    }
  }

  @Command(
      name = "log-talk",
      description = "Log a talk outside the system; the other side says whether it was so.",
      footer = {
        "",
        "Example:",
        "  wideberth log-talk --to cobalt --medium phone --start 261400ZNOV26 --end 261404ZNOV26",
        "      --language en \"They said that their convoy waits until noon\""
      })
  static final class LogTalk extends NodeCommand {
    @Option(names = "--to", paramLabel = "PARTY", required = true, description = "With whom.")
    private String to = "";

    @Option(names = "--medium", required = true, description = "phone, radio, in-person or other.")
    private String medium = "";

    @Option(names = "--start", required = true, description = "When it began, UTC.")
    private String start = "";

    @Option(names = "--end", required = true, description = "When it ended, UTC.")
    private String end = "";

    @Option(names = "--language", description = "Of the text, as in en, ru, ar.")
    private Optional<String> language = Optional.empty();

    @Parameters(paramLabel = "TEXT", description = "What was said, in your own words.")
    private String text = "";

    @Override
    void run(NodeClient node, PrintWriter out) {
      byte[] body =
          JsonWriter.object(
              json -> {
                addressed(json, List.of(to));
                json.put("text", text);
                language.ifPresent(word -> json.put("language", word));
                json.object(
                    "talk", talk -> talk.put("medium", medium).put("start", start).put("end", end));
              });
      print(node.post("/api/v1/messages", body), out);
    }
  }

  @Command(
      name = "messages",
      description = "List messages to and from this party, and what became of each.",
      footer = {
        "",
        "delivered is the other node's receipt; read, acknowledged, answered and acted are said by",
        "its people, each by itself.",
        "",
        "Examples:",
        "  wideberth messages --awaiting",
        "  wideberth messages --thread amber.1.17"
      })
  static final class Messages extends Listing {
    @Option(names = "--awaiting", description = "Only what nobody here has acknowledged yet.")
    private boolean awaiting;

    @Option(names = "--thread", paramLabel = "ID", description = "Only that message's thread.")
    private Optional<String> thread = Optional.empty();

    @Option(names = "--limit", description = "At most so many (default ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(names = "--before", paramLabel = "ID", description = "Only those before that one.")
    private Optional<String> before = Optional.empty();

    @Override
    String path() {
      return "/api/v1/messages?limit="
          + limit
          + (awaiting ? "&awaiting=true" : "")
          + thread.map(id -> "&thread=" + NodeCommand.encoded(id)).orElse("")
          + before.map(id -> "&before=" + NodeCommand.encoded(id)).orElse("");
    }

    @Override
    void print(JsonTree answer, PrintWriter out) {
      List<JsonTree> messages = answer.items("messages");
      if (messages.isEmpty()) {
        out.println(awaiting ? "Nothing waits for a person here." : "There are no messages.");
      }
      messages.forEach(message -> one(message, out));
    }

    private static void one(JsonTree message, PrintWriter out) {
      out.println(
          "%s  %s  from %s to %s, %s desk%s"
              .formatted(
                  message.text("precedence").toUpperCase(Locale.ROOT),
                  message.text("id"),
                  message.text("author"),
                  String.join(", ", message.texts("to")),
                  message.text("desk"),
                  message.flag("awaits") ? "  [nobody here has acknowledged it]" : ""));
      out.println("  written    " + Shown.time(message.text("time")) + by(message));
      if (!message.text("thread").equals(message.text("id"))) {
        out.println("  thread     " + message.text("thread"));
      }
      message
          .find("meaning")
          .flatMap(meaning -> meaning.find("en"))
          .ifPresent(_ -> out.println("  " + phrase(message) + message.at("meaning").text("en")));
      message.text("text").lines().forEach(line -> out.println("  | " + Table.printable(line)));
      message.texts("operations").forEach(id -> out.println("  operation  " + id));
      message.texts("findings").forEach(id -> out.println("  finding    " + Shown.hash(id)));
      message.find("warning").ifPresent(warning -> warning(warning, out));
      message
          .find("talk")
          .ifPresent(
              talk ->
                  out.println("  talk       by %s, %s".formatted(talk.text("medium"), from(talk))));
      for (JsonTree place : message.items("places")) {
        out.println(
            "  place      %s%s"
                .formatted(
                    place.text("position"),
                    place.find("label").isPresent()
                        ? "  " + Table.printable(place.text("label"))
                        : ""));
      }
      message.items("states").forEach(state -> state(state, out));
      message.items("states").forEach(state -> ReadBackCommand.print(state, out));
      AttachmentCommand.print(message, out);
      out.println();
    }

    private static void warning(JsonTree warning, PrintWriter out) {
      out.println("  condition  " + Table.printable(warning.text("condition")));
      out.println("  asked      " + Table.printable(warning.text("asked")));
      out.println("  holds      " + from(warning));
      warning
          .find("around")
          .ifPresent(
              around ->
                  out.println(
                      "  around     %s, %s m"
                          .formatted(
                              around.text("position"), around.number("radius_m").toPlainString())));
      if (warning.find("answer_by").isPresent()) {
        out.println("  answer by  " + Shown.time(warning.text("answer_by")));
      }
    }

    private static String from(JsonTree window) {
      return "%s to %s".formatted(Shown.time(window.text("start")), Shown.time(window.text("end")));
    }

    private static String phrase(JsonTree message) {
      return "%-11s".formatted(message.text("phrase"));
    }

    private static String by(JsonTree item) {
      return item.find("by").isPresent() ? " by " + Table.printable(item.text("by")) : "";
    }

    private static void state(JsonTree state, PrintWriter out) {
      StringBuilder line = new StringBuilder("  %-11s".formatted(state.text("party")));
      String between = "";
      if (state.find("delivered").isPresent()) {
        line.append("delivered ").append(Shown.time(state.text("delivered")));
        between = ", ";
      }
      for (JsonTree call : state.items("called")) {
        line.append(between)
            .append("desk ")
            .append(call.text("desk"))
            .append(" called ")
            .append(Shown.time(call.text("time")));
        between = ", ";
      }
      for (String step : List.of("read", "acknowledged", "acted", "confirmed", "disputed")) {
        Optional<JsonTree> said = state.find(step);
        if (said.isPresent()) {
          line.append(between)
              .append(step)
              .append(' ')
              .append(Shown.time(said.get().text("time")))
              .append(by(said.get()));
          if (!said.get().text("note").isEmpty()) {
            line.append(" (").append(Table.printable(said.get().text("note"))).append(')');
          }
          between = ", ";
        }
      }
      if (!state.texts("answers").isEmpty()) {
        line.append(between)
            .append("answered by ")
            .append(String.join(", ", state.texts("answers")));
        between = ", ";
      }
      out.println(between.isEmpty() ? line + "has said nothing yet" : line.toString());
      TermsListing.due(state, out);
    }
  }

  /// What the commands have that say something of a message.
  abstract static class Say extends NodeCommand {
    @Parameters(paramLabel = "ID", description = "The message, as in cobalt.1.17.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "For the others.")
    private Optional<String> note = Optional.empty();

    final void say(NodeClient node, PrintWriter out, String verb, String word) {
      byte[] body = JsonWriter.object(json -> note.ifPresent(text -> json.put("note", text)));
      node.post("/api/v1/messages/" + encoded(id) + "/" + verb, body);
      out.println("%s is %s.".formatted(id, word));
    }
  }

  @Command(
      name = "read",
      description = "Say that a person has read a message to this party.",
      footer = {"", "Example:", "  wideberth read cobalt.1.17"})
  static final class Read extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "read", "read");
    }
  }

  @Command(
      name = "acknowledge",
      description = "Say that a person takes a message to this party upon the desk.",
      footer = {"", "Example:", "  wideberth acknowledge cobalt.1.17"})
  static final class Acknowledge extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "acknowledge", "acknowledged");
    }
  }

  @Command(
      name = "acted",
      description = "Say that what a message to this party asks is done.",
      footer = {"", "Example:", "  wideberth acted cobalt.1.17 --note \"all stopped at 1412Z\""})
  static final class Acted extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "act", "acted on");
    }
  }

  @Command(
      name = "confirm",
      description = "Say that a talk was as a message to this party logs it.",
      footer = {"", "Example:", "  wideberth confirm cobalt.1.17"})
  static final class Confirm extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "confirm", "confirmed");
    }
  }

  @Command(
      name = "dispute",
      description = "Say that a talk was not as a message to this party logs it; both stand.",
      footer = {"", "Example:", "  wideberth dispute cobalt.1.17 --note \"only until noon\""})
  static final class Dispute extends Say {
    @Override
    void run(NodeClient node, PrintWriter out) {
      say(node, out, "dispute", "disputed");
    }
  }
}
