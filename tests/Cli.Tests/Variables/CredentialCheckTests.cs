using Loadgen.Calls;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Tests.Variables;

public sealed class CredentialCheckTests
{
    private const string Oidc = "\nAUTH_MODE: oidc\n";
    private static readonly string Real = EnvFiles.ScenarioA.Replace("DRY_RUN: true", "DRY_RUN: false", StringComparison.Ordinal);

    [Fact]
    public async Task Without_credentials_one_message_says_where_why_and_what_is_allowed()
    {
        const string google = "Your default credentials were not found. To set them up, see\nhttps://cloud.google.com/docs.";

        var problem = await Assert.ThrowsAsync<UsageException>(() => CheckAsync(Real + Oidc, new(google)));

        Assert.Equal(
            "env.A.yaml:15: no ID token for health.example: Your default credentials were not found. To set them up, see "
            + "https://cloud.google.com/docs. Allowed: such credentials, or AUTH_MODE bearer.",
            problem.Message);
    }

    [Fact]
    public async Task Credentials_are_asked_once_for_all_functions()
    {
        var tokens = new Tokens(refusal: null);

        await CheckAsync(Real + Oidc, tokens);

        Assert.Equal([new Uri("https://health.example/")], tokens.Asked);
    }

    [Fact]
    public async Task For_the_dispatchers_scenario_the_dispatcher_is_asked_for()
    {
        var tokens = new Tokens(refusal: null);

        await CheckAsync(
            Real.Replace("SCENARIO: \"A\"", "SCENARIO: C\nDISPATCHER_URL: https://dispatcher.example:8443/x?y=z", StringComparison.Ordinal)
            + Oidc,
            tokens);

        Assert.Equal([new Uri("https://dispatcher.example:8443/")], tokens.Asked);
    }

    [Theory]
    [InlineData("", "no token is needed")]
    [InlineData(Oidc, "a dry run calls nobody")]
    public async Task Where_no_token_will_be_sent_nobody_is_asked(string mode, string reason)
    {
        var tokens = new Tokens("none");

        await CheckAsync((mode.Length == 0 ? Real : EnvFiles.ScenarioA) + mode, tokens);

        Assert.True(tokens.Asked.Count == 0, reason);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_told_of_credentials()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckAsync(Real + Oidc, new(refusal: null), stop.Token));
    }

    private static Task CheckAsync(string file, Tokens tokens, CancellationToken cancellationToken = default)
    {
        var variables = EnvFile.Parse("env.A.yaml", file);
        return CredentialCheck.RequireAsync(variables, variables.Read(ConfigurationRole.None), tokens, cancellationToken);
    }

    private sealed class Tokens(string? refusal) : IIdTokenSource
    {
        public List<Uri> Asked { get; } = [];

        public Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Asked.Add(origin);
            return refusal is null ? Task.FromResult("token") : throw new InvalidOperationException(refusal);
        }
    }
}
