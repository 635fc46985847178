using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Loadgen.Samples.Requests;
using Loadgen.Serialization;

namespace Loadgen.Samples.Media;

/// <summary>Names results, so that an event that is run again overwrites its own result and no other.</summary>
internal static class ResultName
{
    private const int LongestEventId = 256;

    private static readonly SearchValues<char> EventIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    /// <summary>The event's ID and the extension; without an ID, a hash of the input and of what was done with it.</summary>
    /// <param name="settings">What was done with the input.</param>
    /// <param name="extension">Without a dot.</param>
    /// <exception cref="RefusedRequestException">The ID could not be part of a name.</exception>
    public static string Of(string? eventId, ObjectUri input, string settings, string extension)
    {
        if (eventId is null)
            return $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{input}\n{settings}")).AsSpan(0, 8))}.{extension}";
        if (eventId.Length is 0 or > LongestEventId || eventId.AsSpan().ContainsAnyExcept(EventIdCharacters))
        {
            throw RefusedRequestException.NotAllowed(
                "event_id",
                Excerpt.Quoted(eventId),
                $"1 to {LongestEventId} of letters, digits and . _ : -, since the result is named after it");
        }

        return $"{eventId}.{extension}";
    }
}
