using System.Buffers;
using System.Text.Json;
using Loadgen.Configuration;

namespace Loadgen.Secrets;

/// <summary>
/// Takes secrets out of what is kept of an answer or an error, since a target may well say what it was sent. Hidden are the tokens, header
/// values and query strings that are known here, also where they are escaped (for a URL, JSON or HTML, several times over), in base64 or
/// hexadecimal, or a JSON number; and of every http(s) URL the user information and the values of its query. <c>[secret]</c> stands in
/// their place. JSON stays JSON.
/// </summary>
/// <remarks>
/// What is shorter than <see cref="Shortest"/> characters is not hidden, since it would be found everywhere, and neither is what a log line
/// says anyway: a part of the experiment's ID, a function, a region. A secret that a target has split, shortened, hashed or encrypted is
/// not recognised.
/// </remarks>
public sealed class SecretScrubber
{
    /// <summary>So many characters make a secret that is looked for.</summary>
    public const int Shortest = 6;

    private readonly HashSet<string> _secrets;
    private readonly HashSet<string> _public;
    private readonly string[] _forms;

    /// <summary>
    /// How the forms begin: what is searched for costs memory for each of its characters, and a secret may have a megabyte of them.
    /// </summary>
    private readonly SearchValues<string> _beginnings;

    private SecretScrubber(HashSet<string> secrets, HashSet<string> isPublic)
    {
        _secrets = secrets;
        _public = isPublic;
        // As they are and as they are meant, since a text is searched as it is and as it is meant. The longest first, so that a secret is
        // found whole where it begins with another one.
        _forms =
        [
            .. secrets.SelectMany(secret => Unescaped.LayersOf(secret, isWhole: true))
                .Select(layer => layer.Text)
                .Where(form => form.Length >= Shortest)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(form => form.Length),
        ];
        _beginnings = SearchValues.Create(
            [.. _forms.Select(form => form[..Shortest]).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Knows no secret, and so hides only parts of URLs.</summary>
    public static SecretScrubber None { get; } = new([], []);

    /// <summary>Knows all secrets of a configuration, whichever call they are for: a dispatcher may have talked to a function.</summary>
    public static SecretScrubber Of(LoadgenConfiguration configuration)
    {
        var regions = configuration.Targets.FunctionUrls.Values.SelectMany(static urls => urls.Keys);
        return new SecretScrubber([], [configuration.ExperimentId, .. configuration.Targets.FunctionUrls.Keys, .. regions])
            .With(SecretTexts.Of(configuration.Targets));
    }

    /// <summary>Knows the secrets of one call as well.</summary>
    /// <param name="token">The token it carries, where that is not among <paramref name="credentials"/>.</param>
    internal SecretScrubber With(Uri url, CallCredentials credentials, string? token) =>
        With([.. SecretTexts.Of(url), .. SecretTexts.Of(credentials), .. SecretTexts.OfToken(token)]);

    /// <summary>The text without secrets.</summary>
    /// <param name="isWhole">
    /// Whether nothing was cut off its end. Where something was, the beginning of a secret at the end is hidden as well.
    /// </param>
    internal string Scrub(string text, bool isWhole)
    {
        var hidden = new HiddenRanges();
        SignedUrls.Find(text, hidden);
        foreach (var layer in _forms.Length > 0 ? Unescaped.LayersOf(text, isWhole) : [])
        {
            foreach (var (start, end) in FindIn(layer.Text, isWhole))
                Hide(layer, start, end);
            foreach (var run in EncodedRun.In(layer.Text, Shortest))
            {
                if (FindIn(run.Meant, isWhole || run.End < layer.Text.Length).Count > 0)
                    Hide(layer, run.Start, run.End);
            }
        }

        return hidden.Apply(text);

        void Hide(Unescaped layer, int start, int end)
        {
            var place = layer.PlaceOf(start, end);
            hidden.Add(place.Start, !isWhole && end == layer.Text.Length ? text.Length : place.End);
        }
    }

    /// <summary>The value without secrets; the same value where there are none.</summary>
    /// <param name="json">A value that can be written again.</param>
    internal JsonElement Scrub(JsonElement json) => JsonScrubber.Scrub(json, text => Scrub(text, isWhole: true));

    private SecretScrubber With(IEnumerable<string> texts)
    {
        var added = texts
            .Where(text => text.Length >= Shortest && !IsPublic(text) && !_secrets.Contains(text))
            .ToHashSet(StringComparer.Ordinal);
        return added.Count == 0 ? this : new([.. _secrets, .. added], _public);
    }

    private bool IsPublic(string text) => _public.Any(known => known.Contains(text, StringComparison.OrdinalIgnoreCase));

    private List<(int Start, int End)> FindIn(string text, bool isWhole)
    {
        var found = new List<(int Start, int End)>();
        for (var at = 0; text.AsSpan(at).IndexOfAny(_beginnings) is var next and >= 0; at += next + 1)
        {
            var rest = text.AsSpan(at + next);
            foreach (var form in _forms)
            {
                if (rest.StartsWith(form, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add((at + next, at + next + form.Length));
                    break;
                }
            }
        }

        if (!isWhole && FindCutSecret(text) is { } start)
            found.Add((start, text.Length));
        return found;
    }

    private int? FindCutSecret(string text)
    {
        var longest = _forms.Length == 0 ? 0 : _forms[0].Length;
        for (var start = Math.Max(0, text.Length - longest); start <= text.Length - Shortest; start++)
        {
            var tail = text.AsSpan(start);
            foreach (var form in _forms)
            {
                if (form.AsSpan().StartsWith(tail, StringComparison.OrdinalIgnoreCase))
                    return start;
            }
        }

        return null;
    }
}
