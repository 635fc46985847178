using System.Text;
using Loadgen.Logs;
using Loadgen.Testing.Logs;

namespace Loadgen.Tests.Logs;

public sealed class LogContentTests
{
    private static readonly LogText Log = new();

    [Theory]
    [InlineData("\n", "empty lines")]
    [InlineData("{\n", "lines that are no JSON")]
    [InlineData("{}\n", "lines of nobody")]
    public void A_foreign_object_costs_little_however_many_lines_it_has(string line, string reason)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, (1 << 20) / line.Length)) + Log.Lines()[1] + "\n");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = new LogContent(Log.Run);
        Assert.True(read.Read(new(Generation: 1, content.Length, content)));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20, reason);
        Assert.Equal(1, read.Events);
    }
}
