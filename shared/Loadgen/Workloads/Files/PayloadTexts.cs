using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Workloads.Files;

/// <summary>What the texts of payloads stand for.</summary>
/// <param name="parameters">
/// What placeholders stand for; <see langword="null"/>: texts are checked, and stay as they are written.
/// </param>
/// <param name="others">Texts that stand for something of which others know. They stay as they are written.</param>
internal sealed class PayloadTexts(WorkloadParameters? parameters, params string[] others)
{
    private const string Opening = "${";
    private const string EscapedOpening = "$${";

    private static readonly Dictionary<string, Func<WorkloadParameters, object?>> Placeholders = new(StringComparer.Ordinal)
    {
        ["${IMAGE_GCS_URI}"] = parameters => parameters.ImageUri,
        ["${VIDEO_GCS_URI}"] = parameters => parameters.VideoUri,
        ["${IMAGE_FORMAT}"] = parameters => parameters.ImageFormat,
        ["${IMAGE_QUALITY}"] = parameters => parameters.ImageQuality,
        ["${CRYPTO_BITS}"] = parameters => parameters.CryptoBits,
        ["${VIDEO_PASSES}"] = parameters => parameters.VideoPasses,
    };

    private readonly string[] _names = [.. Placeholders.Keys, .. others];

    private string Allowed => $"{string.Join(", ", _names)}, each alone; {EscapedOpening} for a literal {Opening}";

    private bool _areLiteral;

    /// <summary>For texts in which nothing stands for anything else.</summary>
    public static PayloadTexts Literal { get; } = new(parameters: null) { _areLiteral = true };

    /// <summary>Writes the value of the text that the reading has come to.</summary>
    public void Write(Utf8JsonWriter writer, Reading reading)
    {
        var text = reading.Tokens.Text;
        if (_areLiteral || !text.Contains(Opening, StringComparison.Ordinal) || others.Contains(text, StringComparer.Ordinal))
            writer.WriteStringValue(text);
        else if (Placeholders.TryGetValue(text, out var value))
            Write(writer, reading, value);
        else if (text.Replace(EscapedOpening, " ", StringComparison.Ordinal).Contains(Opening, StringComparison.Ordinal))
            Refuse(writer, reading, Findings.Hinting(Allowed, text, _names));
        else
            writer.WriteStringValue(parameters is null ? text : text.Replace(EscapedOpening, Opening, StringComparison.Ordinal));
    }

    private void Write(Utf8JsonWriter writer, Reading reading, Func<WorkloadParameters, object?> value)
    {
        var text = reading.Tokens.Text;
        switch (parameters is null ? text : value(parameters))
        {
            case string known:
                writer.WriteStringValue(known);
                break;
            case int known:
                writer.WriteNumberValue(known);
                break;
            default:
                Refuse(writer, reading, $"a placeholder whose variable is set, which {text[2..^1]} is not");
                break;
        }
    }

    private static void Refuse(Utf8JsonWriter writer, Reading reading, string allowed)
    {
        reading.Findings.Add(reading.Tokens.Line, Excerpt.Quoted(reading.Tokens.Text), allowed);
        writer.WriteNullValue();
    }
}
