using System.Security.Cryptography;
using System.Text;
using Crash.Tests.Cloud;

namespace Crash.Tests.Hours;

/// <summary>
/// How targets answer: most at once, some slowly, wrongly, or not at all. With the same seed an event gets the same answer.
/// </summary>
internal sealed class SeededAnswers(int seed)
{
    /// <summary>The answer to an event's call.</summary>
    public TargetAnswer Of(string eventId)
    {
        var chance = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{eventId}"));
        var slowly = TimeSpan.FromSeconds(200) * (chance[1] / 255.0);
        return (chance[0] % 20) switch
        {
            0 => new(500, TimeSpan.Zero),
            1 => new(503, slowly),
            2 => new(TargetAnswer.Broken, slowly),
            3 => new(200, Timeout.InfiniteTimeSpan),
            < 10 => new(200, slowly),
            _ => new(200, TimeSpan.Zero),
        };
    }
}
