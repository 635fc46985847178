using Loadgen.Workloads.Files;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Analysis.Carbon;

/// <summary>Files that are written as workloads are. All that is wrong with one is told at once, with its lines.</summary>
internal static class CarbonFile
{
    private const long MostBytes = 64L * 1024 * 1024;

    /// <param name="read">Begins at the file's first token, and ends at the last one of its value.</param>
    /// <exception cref="CarbonFileException">Something is wrong with it.</exception>
    public static T Read<T>(string name, Stream content, WorkloadSyntax syntax, Func<Reading, T> read)
    {
        var findings = new Findings();
        using var bytes = new Utf8Stream(content, MostBytes);
        TokenReader tokens = syntax is WorkloadSyntax.Json
            ? new JsonTokenReader(bytes)
            : new YamlTokenReader(bytes, (line, found, allowed) => findings.Add(line, found, allowed));
        try
        {
            tokens.Next();
            var result = read(new(tokens, findings));
            tokens.Next();
            findings.ThrowIfAny();
            return result;
        }
        catch (TokenException e)
        {
            findings.Add(e.Line, e.Found, e.Allowed);
        }
        catch (WorkloadException)
        {
            // What was found follows.
        }

        try
        {
            findings.ThrowIfAny();
        }
        catch (WorkloadException e)
        {
            throw new CarbonFileException(string.Join('\n', e.Message.Split('\n').Select(problem => $"{name}: {problem}")), e);
        }

        throw new InvalidOperationException("Nothing was found wrong with what could not be read.");
    }
}
