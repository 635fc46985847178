using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Workloads.Files;

/// <summary>What YAML has and JSON has not.</summary>
public sealed class YamlTests
{
    private const string Start = "workload: 1\nname: x\nfunctions:\n  f:\n    schedule: { count: 1 }\n";

    [Theory]
    [InlineData("1", "1", "a whole number")]
    [InlineData("007", "7", "one with zeros before it, which are not octal")]
    [InlineData("+5", "5", "a plus")]
    [InlineData("-0", "-0", "a zero's minus")]
    [InlineData("0x1F", "31", "hexadecimal")]
    [InlineData("0o17", "15", "octal")]
    [InlineData("0xffffffffffffffff", "18446744073709551615", "64 bits")]
    [InlineData("12345678901234567890123", "12345678901234567890123", "more than 64 bits, to the last digit")]
    [InlineData("0.1", "0.1", "what no binary fraction is")]
    [InlineData("0.1000", "0.1000", "as it is written")]
    [InlineData(".5", "0.5", "no digit before the point")]
    [InlineData("5.", "5", "no digit after it")]
    [InlineData("-.5e3", "-0.5e3", "an exponent")]
    [InlineData("1E+400", "1E+400", "more than a double holds")]
    [InlineData("true", "true", "true")]
    [InlineData("True", "true", "true with a capital")]
    [InlineData("FALSE", "false", "false in capitals")]
    [InlineData("null", "null", "null")]
    [InlineData("~", "null", "null's sign")]
    [InlineData("", "null", "nothing at all")]
    [InlineData("no", "\"no\"", "a country, and no truth value in YAML 1.2")]
    [InlineData("on", "\"on\"", "no truth value either")]
    [InlineData("tRue", "\"tRue\"", "a case that is none of the three")]
    [InlineData("2026-01-20", "\"2026-01-20\"", "a day")]
    [InlineData("1:30:00", "\"1:30:00\"", "no number to the base of 60")]
    [InlineData("1_000", "\"1_000\"", "no number with an underscore")]
    [InlineData("0b11", "\"0b11\"", "no binary number")]
    [InlineData("-0x1F", "\"-0x1F\"", "no negative hexadecimal number")]
    [InlineData("1e", "\"1e\"", "an exponent that is missing")]
    [InlineData(".", "\".\"", "a point")]
    [InlineData("NaN", "\"NaN\"", "text, unlike .nan")]
    [InlineData("\"1\"", "\"1\"", "a number in double quotes")]
    [InlineData("'true'", "\"true\"", "a truth value in single quotes")]
    [InlineData("''", "\"\"", "an empty text")]
    [InlineData("|-\n        1\n        2", "\"1\\n2\"", "a block of lines")]
    [InlineData(">-\n        1\n        2", "\"1 2\"", "a folded block")]
    [InlineData("\"\\ud83d\\ude00\"", "\"\\uD83D\\uDE00\"", "a surrogate pair in two escapes")]
    [InlineData("\"\\0\"", "\"\\u0000\"", "an escaped NUL, which JSON can write")]
    [InlineData("[1, 2,]", "[1,2]", "a comma at the end")]
    public void Values_are_those_of_the_core_schema(string yaml, string json, string reason)
    {
        var workload = WorkloadText.Read($"{Start}    payload:\n      a: {yaml}\n");

        Assert.Equal(($"{{\"a\":{json}}}", reason), (WorkloadText.PayloadOf(workload), reason));
    }

    [Theory]
    [InlineData("    payload: { a: .nan }", "line 6: functions.f.payload.a: found '.nan'; allowed: a number that JSON has", "no number")]
    [InlineData("    payload: { a: [-.Inf] }", "line 6: functions.f.payload.a[0]: found '-.Inf'; allowed: a number that JSON has",
        "infinity")]
    [InlineData("    payload: { a: 0x12345678123456789 }",
        "line 6: functions.f.payload.a: found '0x12345678123456789'; allowed: a number that JSON has", "hexadecimal beyond 64 bits")]
    [InlineData("  g: { schedule: { per_minute: [.nan] } }",
        "line 6: functions.g.schedule.per_minute[0]: found '.nan'; allowed: 0 to 1000000", "no number where one should be")]
    [InlineData("  g: { schedule: { per_minute: [NaN] } }",
        "line 6: functions.g.schedule.per_minute[0]: found the text 'NaN'; allowed: 0 to 1000000", "what other languages write")]
    [InlineData("  g: { schedule: { count: 1 }, delayable: no }",
        "line 6: functions.g.delayable: found the text 'no'; allowed: true or false", "a truth value of YAML 1.1")]
    [InlineData("  g: &g { schedule: { count: 1 } }", "line 6: functions.g: found the anchor '&g'; allowed: values without anchors",
        "an anchor")]
    [InlineData("    payload: { a: &a 1 }", "line 6: functions.f.payload.a: found the anchor '&a'; allowed: values without anchors",
        "a scalar's")]
    [InlineData("  g: *g", "line 6: functions.g: found the alias '*g'; allowed: the value written out", "an alias of nothing")]
    [InlineData("    payload: { a: [*a] }", "line 6: functions.f.payload.a[0]: found the alias '*a'; allowed: the value written out",
        "in a payload")]
    [InlineData("    payload: { a: !!str 1 }", "line 6: functions.f.payload.a: found a tag; allowed: values without tags; text in quotes",
        "a tag")]
    [InlineData("    payload: { a: ! 1 }", "line 6: functions.f.payload.a: found a tag; allowed: values without tags; text in quotes",
        "a bare tag")]
    [InlineData("    payload: !map { a: 1 }", "line 6: functions.f.payload: found a tag; allowed: values without tags; text in quotes",
        "a mapping's")]
    [InlineData("    payload: { << : { a: 1 } }", "line 6: functions.f.payload: found the merge key '<<'; allowed: members written out",
        "a merge")]
    [InlineData("    payload: { ? [a] : 1 }", "line 6: functions.f.payload: found a list as a key; allowed: text as a key",
        "a list as a key")]
    [InlineData("    payload: { ? {a: 1} : 1 }", "line 6: functions.f.payload: found a mapping as a key; allowed: text as a key",
        "a mapping as a key")]
    [InlineData("    payload: { *a : 1 }", "line 6: functions.f.payload: found the alias '*a'; allowed: text as a key",
        "an alias as a key")]
    [InlineData("    payload: { a: 1, a: 2 }",
        "line 6: functions.f.payload: found a second 'a', the first being on line 6; allowed: each member once", "a member twice")]
    [InlineData("    payload: { a: 1, \"a\": 2 }",
        "line 6: functions.f.payload: found a second 'a', the first being on line 6; allowed: each member once", "once in quotes")]
    [InlineData("---\nx: 1", "line 6: found a second document; allowed: one document", "a second document")]
    [InlineData("    payload: { a: ",
        "line 7: functions.f.payload.a: found broken YAML (While parsing a node, did not find expected node content); allowed: YAML",
        "half a mapping")]
    [InlineData("    payload: { a: [1,\n2\n  g: 1",
        "line 6: functions.f.payload.a[1]: found broken YAML (a '[' or a '{' may not be closed); allowed: YAML", "a list without an end")]
    [InlineData("\tg: 1",
        "line 5: functions.f: found broken YAML (While scanning a mapping, found invalid tab as indentation); allowed: YAML", "a tab")]
    [InlineData("    payload: { a: \"\\ud800\" }",
        "line 6: functions.f.payload.a: found broken YAML "
            + "(While scanning a quoted scalar, found invalid Unicode surrogates); allowed: YAML",
        "half a surrogate pair")]
    [InlineData("    payload: { a: !<> 1 }",
        "line 6: functions.f.payload.a: found broken YAML (a tag or an anchor without a name); allowed: YAML", "a tag without a name")]
    public void What_JSON_has_no_like_of_is_refused(string line, string problem, string reason) =>
        Assert.Equal((problem, reason), (WorkloadText.Refusal($"{Start}{line}\n"), reason));

    [Theory]
    [InlineData("%YAML 1.2\n---\n", "", "a directive")]
    [InlineData("---\n", "...\n", "a document's beginning and end")]
    [InlineData("# one\n\n", "# two\n", "comments")]
    [InlineData("\ufeff", "", "a byte order mark")]
    public void What_stands_around_the_document_does_not_matter(string before, string after, string reason) =>
        Assert.Equal(("x", reason), (WorkloadText.Read(before + Start + after).Name, reason));

    [Theory]
    [InlineData("\r\n", "Windows' line breaks")]
    [InlineData("\r", "those of old")]
    public void Lines_are_counted_however_they_end(string lineBreak, string reason)
    {
        var text = $"{Start}    target: 5\n".Replace("\n", lineBreak, StringComparison.Ordinal);

        Assert.Equal(
            ("line 6: functions.f.target: found '5' without quotation marks; allowed: 1–128 of letters, digits, . _ -", reason),
            (WorkloadText.Refusal(text), reason));
    }

    [Theory]
    [InlineData("", "an empty file")]
    [InlineData("# nothing yet\n", "a comment")]
    [InlineData("\n\n", "empty lines")]
    [InlineData("---\n", "an empty document")]
    public void A_file_without_content_is_refused(string text, string reason) =>
        Assert.Equal(("found nothing; allowed: a mapping", reason), (WorkloadText.Refusal(text).Split(": ", 2)[1], reason));

    [Fact]
    public void IDs_are_text_whatever_they_look_like() => Assert.Equal(
        ["007", "1e5", "true", "null", "0x1F"],
        WorkloadText.Read("""
            workload: 1
            name: x
            functions:
              007: { schedule: { count: 1 } }
              1e5: { schedule: { count: 1 } }
              true: { schedule: { count: 1 } }
              null: { schedule: { count: 1 } }
              0x1F: { schedule: { count: 1 } }
            """, WorkloadSyntax.Yaml).Functions.Select(function => function.Id));

    [Fact]
    public void Offsets_need_no_quotation_marks() => Assert.Contains(
        """{"at":["00:04.501","01:59:59.999"]}""",
        WorkloadText.Canonical(WorkloadText.Read(
            "workload: 1\nname: x\nstarts: 2026-01-20T00:00:00Z\nfunctions: { f: { schedule: { at: [00:04.501, 01:59:59.999] } } }")),
        StringComparison.Ordinal);
}
