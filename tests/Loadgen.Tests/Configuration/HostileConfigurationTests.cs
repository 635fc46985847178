using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Configuration;

namespace Loadgen.Tests.Configuration;

/// <summary>Whatever the variables hold, there is a configuration or a list of what is wrong, and the list fits a log.</summary>
[Properties(Arbitrary = [typeof(Settings)], Replay = "20260120,13", MaxTest = 2000)]
public sealed class HostileConfigurationTests
{
    private const string Secret = "hunter2";

    public sealed record Setting(string Scenario, string Variable, string Text);

    public static class Settings
    {
        private static readonly string[] Shards =
        [
            "", " ", "{", "}", "[", "]", "\"", ":", ",", "{}", "null", "1", "-1", "0.5", "1e999", "NaN", "gs://", "https://", "@", "?", "/",
            "\\ud800", "\ud800", "\u0000", "\r\n", "{run_id}", "{x}", "projects/p/topics/", "api_health_check", "europe-west1",
            "Authorization", "é", "2026-01-20T13:00:00Z",
        ];

        public static Arbitrary<Setting> Setting() => Arb.From(
            from scenario in Gen.Elements("A", "B", "C")
            from variable in Gen.Elements(ConfigurationVariables.InOrder.ToArray())
            from count in Gen.Choose(1, 8)
            from shards in Gen.ListOf(Gen.Elements(Shards), count)
            select new Setting(scenario, variable, string.Concat(shards)));
    }

    [Property]
    public bool A_configuration_is_read_or_refused_with_reasons(Setting setting)
    {
        try
        {
            return Variables.Of(setting.Scenario).With(setting.Variable, setting.Text).Read() is not null;
        }
        catch (ConfigurationException exception)
        {
            return exception.Problems.Count > 0
                && exception.Problems.All(
                    problem => problem.Found.Length > 0 && problem.Allowed.Length > 0 && !problem.ToString().Any(char.IsControl));
        }
    }

    [Property]
    public bool No_secret_is_repeated_however_it_is_mangled(Setting setting)
    {
        string[] secrets = ["AUTH_BEARER_TOKEN", "EXTRA_HEADERS_JSON", "DISPATCHER_AUTH_BEARER_TOKEN", "DISPATCHER_EXTRA_HEADERS_JSON"];
        // The secret stands where values do: the name of a header may be shown.
        return secrets.All(name =>
        {
            try
            {
                return Variables.Of("C").With(name, $"{setting.Text}: \"{Secret}\" {setting.Text}").Read() is not null;
            }
            catch (ConfigurationException exception)
            {
                return !exception.ToString().Contains(Secret, StringComparison.Ordinal);
            }
        });
    }
}
