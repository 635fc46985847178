using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Functions.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests;

/// <summary>What a function makes of <c>STORAGE_EMULATOR_HOST</c> when it starts.</summary>
public sealed class StorageStartTests : IAsyncLifetime
{
    private EmbeddedStorage _storage = null!;

    public static TheoryData<string> Functions => ["planner", "invoker"];

    public async Task InitializeAsync() => _storage = await EmbeddedStorage.StartAsync(TimeProvider.System);

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [MemberData(nameof(Functions))]
    public void An_emulator_that_honours_preconditions_is_used_without_a_word(string function)
    {
        using var server = Start(function, _storage.Host, EmbeddedStorage.Bucket);

        Assert.Empty(server.Log.From(LogLevel.Warning));
        Assert.DoesNotContain(_storage.Files().Keys, name => name.Contains("probe", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void One_that_ignores_them_stops_the_start_with_its_address_and_no_stack(string function)
    {
        _storage.Faults.Settings = new() { IgnorePreconditions = true };

        var error = Assert.Throws<PreconditionsUnsupportedException>(
            () => Start(function, _storage.Host, EmbeddedStorage.Bucket).Dispose());

        Assert.StartsWith(
            $"The Cloud Storage emulator at http://{_storage.Host}/storage/v1/ (STORAGE_EMULATOR_HOST) cannot be "
                + $"used: ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.TooManyRequests)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)]
    public void A_passing_fault_excuses_nobody(FaultKind fault)
    {
        _storage.Faults.Settings = new() { IgnorePreconditions = true };
        // Enough for all that Google's client tries by itself.
        _storage.Faults.FailNext(fault, 20);

        Assert.Throws<PreconditionsUnsupportedException>(() => Start("invoker", _storage.Host, EmbeddedStorage.Bucket).Dispose());
    }

    [Fact]
    public void Nor_does_one_in_ten_requests_keep_a_good_server_from_being_used()
    {
        _storage.Faults.Settings = new() { Unavailable = 0.1 };

        using var server = Start("invoker", _storage.Host, EmbeddedStorage.Bucket);

        Assert.Empty(server.Log.From(LogLevel.Warning));
    }

    [Fact]
    public void One_that_is_not_there_yet_gets_a_warning()
    {
        using var server = Start("invoker", "127.0.0.1:1", EmbeddedStorage.Bucket);

        var warning = Assert.Single(server.Log.From(LogLevel.Warning));
        Assert.Contains("http://127.0.0.1:1/storage/v1/", warning.Message, StringComparison.Ordinal);
        Assert.Null(warning.Exception);
    }

    [Fact]
    public void One_without_the_bucket_stops_the_start_with_its_name()
    {
        var error = Assert.Throws<CloudStorageException>(() => Start("invoker", _storage.Host, "no-bucket-yet").Dispose());

        Assert.Contains("'no-bucket-yet' does not exist", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void One_without_an_address_is_a_problem_of_the_configuration(string function)
    {
        var error = Assert.Throws<ConfigurationException>(() => Start(function, "gs://bucket", EmbeddedStorage.Bucket).Dispose());

        Assert.Equal("STORAGE_EMULATOR_HOST", Assert.Single(error.Problems).Variable);
    }

    private static FunctionServer Start(string function, string host, string bucket)
    {
        var variables = Variables.Of("A", ("STORAGE_EMULATOR_HOST", host), ("LOG_GCS_BUCKET", bucket));
        return function == "planner"
            ? FunctionServer.Planner(variables, TimeProvider.System)
            : FunctionServer.Invoker(variables, TimeProvider.System);
    }
}
