namespace Loadgen.Serialization;

/// <summary>
/// JSON that is not what its writer would have written. The message says on one line what was found and what is allowed, without a subject,
/// and with no more than an <see cref="Excerpt"/> of the text.
/// </summary>
public sealed class JsonFormatException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the message says what is missing, as in <c>no 'run_id'</c>.</summary>
    public bool IsMissing { get; private init; }

    /// <summary>The error of a member that is not there.</summary>
    public static JsonFormatException Missing(string name) => new($"no '{name}'") { IsMissing = true };

    /// <summary>The error of a text with the wrong content.</summary>
    /// <param name="allowed">What is allowed, beginning with <c>is</c> or <c>are</c>.</param>
    public static JsonFormatException Wrong(string name, string text, string allowed) =>
        new($"{name} is {Excerpt.Quoted(text)}; allowed {allowed}");

    /// <summary>The message as a sentence about <paramref name="subject"/>, such as <c>The event</c>.</summary>
    public string About(string subject) => IsMissing ? $"{subject} has {Message}." : $"{subject} is malformed: {Message}.";
}
