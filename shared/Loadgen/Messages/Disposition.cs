namespace Loadgen.Messages;

/// <summary>What becomes of a delivered message.</summary>
public abstract record Disposition
{
    private Disposition()
    {
    }

    /// <summary>It is done with; Pub/Sub may forget it.</summary>
    public static Disposition Acknowledge { get; } = new Acknowledged();

    /// <summary>Pub/Sub is to deliver it again. Nothing is wrong; it is how waiting works beyond one delivery.</summary>
    public static Disposition Nack(string reason) => new Nacked(reason);

    /// <summary>See <see cref="Acknowledge"/>.</summary>
    public sealed record Acknowledged : Disposition;

    /// <summary>See <see cref="Nack"/>.</summary>
    /// <param name="Reason">Why, for the log.</param>
    public sealed record Nacked(string Reason) : Disposition;
}
