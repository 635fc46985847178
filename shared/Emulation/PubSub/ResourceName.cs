using System.Text.RegularExpressions;

namespace Loadgen.Emulation.PubSub;

/// <summary>The full names of topics and subscriptions: <c>projects/P/topics/T</c>, <c>projects/P/subscriptions/S</c>.</summary>
internal static partial class ResourceName
{
    internal static string RequireTopic(string name) => Require(name, "topics");

    internal static string RequireSubscription(string name) => Require(name, "subscriptions");

    /// <summary>The project and the last part of a name that is well-formed.</summary>
    internal static (string Project, string Id) Split(string name) =>
        name.Split('/') is [_, var project, _, var id] ? (project, id) : ("", name);

    private static string Require(string name, string collection)
    {
        if (Pattern().Match(name) is { Success: true } match && match.Groups["collection"].Value == collection)
            return name;
        throw PubSubException.Invalid(
            $"'{name}' is no name of one of the {collection}: projects/PROJECT/{collection}/ID is needed, the ID a letter and 2 to 254 of "
            + "letters, digits and -._~+%, not starting with goog.");
    }

    [GeneratedRegex(
        @"\Aprojects/[^/]+/(?<collection>topics|subscriptions)/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Pattern();
}
