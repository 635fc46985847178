using Loadgen.Serialization;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Workloads.Files;

/// <summary>
/// A file that is being read. Each method begins at a value's first token and ends at its last one, whatever the value is; what it should
/// not be, is written down.
/// </summary>
internal sealed class Reading(TokenReader tokens, Findings findings)
{
    /// <summary>With as many members a payload is too large, as is a workload with as many functions.</summary>
    private const int MostRemembered = 256 * 1024;

    public TokenReader Tokens => tokens;

    public Findings Findings => findings;

    /// <summary>Reads a mapping.</summary>
    /// <param name="known">The members that it may have; <see langword="null"/>: any.</param>
    /// <param name="read">Reads the value of a member by its name.</param>
    /// <returns>The lines of the members that there were; <see langword="null"/> where it is no mapping.</returns>
    public IReadOnlyDictionary<string, int>? Members(IReadOnlyCollection<string>? known, Action<string> read)
    {
        if (tokens.Kind is not TokenKind.MappingStart)
        {
            Refuse("a mapping");
            return null;
        }

        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        for (tokens.Next(); tokens.Kind is not TokenKind.MappingEnd; tokens.Next())
        {
            var (name, line) = (tokens.Text, tokens.Line);
            var isWelcome = IsWelcome(name, line, known, lines);
            findings.Enter(name);
            tokens.Next();
            if (isWelcome)
                read(name);
            else
                tokens.Skip();
            findings.Leave();
        }

        return lines;
    }

    /// <summary>Reads a list.</summary>
    /// <param name="read">Reads an item.</param>
    /// <returns>How many items there were; <see langword="null"/> where it is no list.</returns>
    public int? Items(string allowed, Action read)
    {
        if (tokens.Kind is not TokenKind.ListStart)
        {
            Refuse(allowed);
            return null;
        }

        var count = 0;
        findings.EnterItems();
        for (tokens.Next(); tokens.Kind is not TokenKind.ListEnd; tokens.Next())
        {
            read();
            count++;
            findings.NextItem();
        }

        findings.Leave();
        return count;
    }

    /// <summary>Reads a text.</summary>
    public string? Text(string allowed, Predicate<string> isAllowed)
    {
        if (tokens.Kind is TokenKind.Text && isAllowed(tokens.Text))
            return tokens.Text;

        if (tokens.Kind is TokenKind.Text)
            findings.Add(tokens.Line, Excerpt.Quoted(tokens.Text), allowed);
        else if (tokens.Kind is TokenKind.Number or TokenKind.ForeignNumber or TokenKind.True or TokenKind.False)
            findings.Add(tokens.Line, $"{Excerpt.Quoted(tokens.Text)} without quotation marks", allowed);
        else
            Refuse(allowed);
        return null;
    }

    /// <summary>Reads a whole number.</summary>
    public int? Whole(int least, int most)
    {
        if (tokens.TryGetWhole(out var value) && value >= least && value <= most)
            return value;
        Refuse(least == most ? $"{least}" : $"{least} to {most}");
        return null;
    }

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool? Flag()
    {
        if (tokens.Kind is TokenKind.True or TokenKind.False)
            return tokens.Kind is TokenKind.True;
        Refuse("true or false");
        return null;
    }

    /// <summary>Writes down that a mapping lacks a member, where it does.</summary>
    /// <param name="members">Those that it has.</param>
    /// <param name="line">Where it begins.</param>
    public void Require(IReadOnlyDictionary<string, int> members, int line, string name, string allowed)
    {
        if (!members.ContainsKey(name))
            findings.Add(line, "nothing", allowed, name);
    }

    /// <summary>Writes down that something else is allowed than the value, and skips it.</summary>
    public void Refuse(string allowed)
    {
        if (tokens.Kind is not TokenKind.Refused)
            findings.Add(tokens.Line, Found, allowed);
        tokens.Skip();
    }

    /// <summary>Whether a member may be there and is the first of its name.</summary>
    private bool IsWelcome(string name, int line, IReadOnlyCollection<string>? known, Dictionary<string, int> lines)
    {
        if (known?.Contains(name, StringComparer.Ordinal) is false)
        {
            findings.Add(line, Excerpt.Quoted(name), findings.IsFull ? "" : Findings.Hinting(string.Join(", ", known), name, known));
            return false;
        }

        if (lines.TryGetValue(name, out var first))
        {
            findings.Add(line, $"a second {Excerpt.Quoted(name)}, the first being on line {first}", "each member once");
            return false;
        }

        if (lines.Count < MostRemembered)
            lines.Add(name, line);
        return true;
    }

    private string Found => tokens.Kind switch
    {
        TokenKind.MappingStart => "a mapping",
        TokenKind.ListStart => "a list",
        TokenKind.Null or TokenKind.End => "nothing",
        TokenKind.Text => $"the text {Excerpt.Quoted(tokens.Text)}",
        _ => Excerpt.Quoted(tokens.Text),
    };
}
