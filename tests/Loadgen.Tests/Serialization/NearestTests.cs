using Loadgen.Configuration;
using Loadgen.Serialization;

namespace Loadgen.Tests.Serialization;

public sealed class NearestTests
{
    [Theory]
    [InlineData("TIMEOUT_SECONDS", "TIMEOUT_S", "the unit written out")]
    [InlineData("TIMEOUT", "TIMEOUT_S", "the unit forgotten")]
    [InlineData("IMAGE_URI", "IMAGE_GCS_URI", "a word left out")]
    [InlineData("scenario", "SCENARIO", "small letters")]
    [InlineData("BUCKET", "LOG_GCS_BUCKET", "less than half of the name, and nothing that is not in it")]
    [InlineData("FUNCTION_URL_JSON", "FUNCTION_URLS_JSON", "a letter left out")]
    [InlineData("JTITER_S", "JITTER_S", "two letters exchanged and one more")]
    public void The_nearest_variable_is_the_one_that_was_meant(string found, string meant, string reason) =>
        Assert.Equal((meant, reason), (Nearest.To(found, ConfigurationVariables.InOrder), reason));

    [Theory]
    [InlineData("paln", " Did you mean plan?", "two letters exchanged")]
    [InlineData("verfy", " Did you mean verify?", "a letter left out")]
    [InlineData("Storage", " Did you mean storage?", "a capital")]
    [InlineData("deploy", "", "nothing that there is")]
    public void A_hint_is_given_where_a_name_is_alike(string found, string hint, string reason) =>
        Assert.Equal((hint, reason), (Nearest.Hint(found, ["plan", "verify", "storage"]), reason));

    [Fact]
    public void Where_there_is_nothing_there_is_no_hint() => Assert.Empty(Nearest.Hint("plan", []));
}
