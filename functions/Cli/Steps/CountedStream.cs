using Loadgen.Serialization;

namespace Loadgen.Cli.Steps;

/// <summary>Content that is read to its end, or until somebody has enough of waiting.</summary>
/// <param name="count">Told how many bytes more were read.</param>
internal sealed class CountedStream(Stream content, Action<long> count, CancellationToken cancellationToken) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = content.Read(buffer);
        count(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
