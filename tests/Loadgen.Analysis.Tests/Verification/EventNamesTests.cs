using Loadgen.Analysis.Verification;

namespace Loadgen.Analysis.Tests.Verification;

public sealed class EventNamesTests
{
    [Theory]
    [InlineData("e:2026-01-20T13:00:00Z:f:01", "as it is written")]
    [InlineData("e:2026-01-20T13:00:00Z:f:1000000", "the largest")]
    [InlineData("e:f:1", "too few digits")]
    [InlineData("e:f:001", "a digit too many")]
    [InlineData("e:f:4294967297", "more than fits")]
    [InlineData("e:f:+1", "a sign")]
    [InlineData("e:f:１１", "other digits")]
    [InlineData("e:f:", "no index")]
    [InlineData("e:f", "a stem of the others")]
    [InlineData(":01", "nothing but an index")]
    [InlineData("", "nothing")]
    public void An_ID_comes_back_as_it_was(string id, string reason)
    {
        var names = new EventNames();
        names.KeyOf("e:f:01");

        Assert.True(names.IdOf(names.KeyOf(id)) == id, reason);
        Assert.Equal(names.KeyOf(id), names.KeyOf(id));
    }

    [Fact]
    public void Different_IDs_have_different_keys()
    {
        var names = new EventNames();
        string[] ids = ["e:f:01", "e:f:1", "e:f:001", "e:f", "e:f:11", "e:g:01", "e", "e:f:-1", "e:f:-01", ""];

        Assert.Equal(ids.Length, ids.Select(names.KeyOf).Distinct().Count());
    }
}
