using Loadgen.Serialization;

namespace Loadgen.Cli.Imports;

/// <summary>A file that is read to its end, or until somebody has enough of waiting.</summary>
internal sealed class CancellableStream(Stream content, CancellationToken cancellationToken) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
