using System.Text.Json;

namespace Loadgen.Samples.Dispatching;

/// <summary>Function → region → URL.</summary>
internal sealed class FunctionUrls(IReadOnlyDictionary<(string Function, string Region), Uri> urls)
{
    /// <summary>What is allowed for a URL, in words.</summary>
    public const string UrlRule = "an absolute http(s) URL without user info";

    private const string Shape = "a JSON object: function id → region → " + UrlRule;

    /// <summary>The URL; <see langword="null"/> where there is none.</summary>
    public Uri? Find(string function, string region) => urls.GetValueOrDefault((function, region));

    /// <summary>Merges maps; a URL in an earlier one overrides one in a later one.</summary>
    /// <param name="maps">Each with the name that errors give it.</param>
    /// <param name="problems">Collects what is wrong.</param>
    public static FunctionUrls Merge(
        IEnumerable<(string Name, Dictionary<string, Dictionary<string, string>> Functions)> maps, ICollection<string> problems)
    {
        var urls = new Dictionary<(string, string), Uri>();
        foreach (var (name, functions) in maps)
        {
            foreach (var (function, regions) in functions)
            {
                if (regions is null)
                    problems.Add($"{name}: found null for '{function}'; allowed: {Shape}");
                foreach (var (region, text) in regions ?? [])
                {
                    if (TryParseUrl(text, out var url))
                        urls.TryAdd((function, region), url);
                    else
                        problems.Add($"{name}: found no such URL for '{function}' in '{region}'; allowed: {UrlRule}");
                }
            }
        }

        return new FunctionUrls(urls);
    }

    /// <summary>Reads the variable <c>FUNCTION_URLS_JSON</c>.</summary>
    /// <param name="json">Its text; <see langword="null"/> or blank where it is not set.</param>
    /// <param name="problems">Collects what is wrong.</param>
    public static Dictionary<string, Dictionary<string, string>> Read(string name, string? json, ICollection<string> problems)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            if (JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json, ScheduleFile.Options) is { } map)
                return map;
            problems.Add($"{name}: found null; allowed: {Shape}");
        }
        catch (JsonException e)
        {
            problems.Add($"{name}: found JSON of another form at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}; allowed: {Shape}");
        }

        return [];
    }

    /// <summary>Whether a text is a URL that can be called.</summary>
    public static bool TryParseUrl(string? text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.UserInfo.Length == 0;
}
