using Google.Api.Gax;
using Google.Apis.Auth.OAuth2;
using Google.Cloud.Storage.V1;

namespace StandIns.Tests.Storage;

public sealed class StorageClientBuilderTests
{
    private const string Google = "https://storage.googleapis.com/storage/v1/";

    [Theory]
    [InlineData(EmulatorDetection.EmulatorOrProduction, "localhost:9/storage/v1/", "http://localhost:9/storage/v1/")] // without a scheme
    [InlineData(EmulatorDetection.EmulatorOrProduction, "http://localhost:9/storage/v1/", "http://localhost:9/storage/v1/")] // as it stands
    [InlineData(EmulatorDetection.EmulatorOrProduction, "https://localhost:9023", "https://localhost:9023")] // nothing is put behind it
    [InlineData(EmulatorDetection.EmulatorOrProduction, null, Google)]
    [InlineData(EmulatorDetection.EmulatorOrProduction, " ", Google)] // blank is unset
    [InlineData(EmulatorDetection.EmulatorOnly, "localhost:1/", "http://localhost:1/")]
    [InlineData(EmulatorDetection.ProductionOnly, null, Google)]
    [InlineData(EmulatorDetection.None, "localhost:9023/storage/v1/", Google)] // the default: the variable is not looked at
    public void The_emulators_variable_gives_the_address_where_it_is_to_be_looked_at(
        EmulatorDetection detection, string? variable, string expected)
    {
        using var client = Builder(detection, variable).Build();

        Assert.Equal(expected, client.Service.BaseUri);
    }

    [Theory]
    [InlineData(EmulatorDetection.ProductionOnly, "localhost:1", "STORAGE_EMULATOR_HOST")]
    [InlineData(EmulatorDetection.EmulatorOnly, null, "STORAGE_EMULATOR_HOST")]
    public void A_variable_that_contradicts_the_builder_is_refused(EmulatorDetection detection, string? variable, string named)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Builder(detection, variable).Build());

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_emulator_alone_takes_no_other_address()
    {
        var builder = Builder(EmulatorDetection.EmulatorOnly, "localhost:1");
        builder.BaseUri = Google;

        await Assert.ThrowsAsync<InvalidOperationException>(() => builder.BuildAsync());
    }

    [Fact]
    public void Access_without_credentials_takes_none()
    {
        var builder = new StorageClientBuilder { UnauthenticatedAccess = true, GoogleCredential = GoogleCredential.FromAccessToken("x") };

        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    private static StorageClientBuilder Builder(EmulatorDetection detection, string? variable) => new()
    {
        EmulatorDetection = detection,
        UnauthenticatedAccess = true,
        EnvironmentVariable = name => name == "STORAGE_EMULATOR_HOST" ? variable : null,
    };
}
