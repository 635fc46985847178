namespace Loadgen.Emulation.PubSub;

/// <summary>How many pushes may be in flight now, and whether pushing rests; see <see cref="PushWindow"/>.</summary>
internal sealed class PushFlow(PushWindow window, bool backsOff)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(60);

    private TimeSpan _rest;

    internal int Size { get; private set; } = window.Initial;

    internal DateTimeOffset RestsUntil { get; private set; } = DateTimeOffset.MinValue;

    internal void Acknowledged()
    {
        Size = Math.Min(Size + 1, window.Largest);
        _rest = TimeSpan.Zero;
    }

    internal void Failed(DateTimeOffset now)
    {
        if (window.Initial < window.Largest)
            Size = Math.Max(1, Size / 2);

        // Failures of pushes that were in flight together are one failure.
        if (!backsOff || now < RestsUntil)
            return;
        _rest = _rest == TimeSpan.Zero ? FirstRest : TimeSpan.FromTicks(Math.Min(_rest.Ticks * 2, LongestRest.Ticks));
        RestsUntil = now + _rest;
    }
}
