namespace Loadgen.Workloads.Files.Tokens;

/// <summary>Goes through a file token by token, and keeps none of them.</summary>
internal abstract class TokenReader
{
    /// <summary>More than a workload needs with the deepest payload. YAML's parser gets slower with each level.</summary>
    private const int Deepest = 64;

    private int _depth;

    /// <summary>What the reader stands at.</summary>
    public TokenKind Kind { get; protected set; }

    /// <summary>Where that begins, 1-based.</summary>
    public int Line { get; protected set; } = 1;

    /// <summary>A key's name, a text's content, or another scalar as it is written.</summary>
    public abstract string Text { get; }

    /// <summary>A number as JSON writes it, to its last digit.</summary>
    public abstract string Number { get; }

    /// <summary>A number's value, where it is written as a whole one and 32 bits hold it.</summary>
    public abstract bool TryGetWhole(out int value);

    /// <summary>Goes to the next token; at the end it stays there.</summary>
    /// <exception cref="TokenException">The file cannot be read on.</exception>
    public void Next()
    {
        if (Kind is TokenKind.End)
            return;

        Read();
        if (Kind is TokenKind.MappingStart or TokenKind.ListStart && ++_depth > Deepest)
            throw new TokenException(Line, $"mappings and lists more than {Deepest} levels deep", $"at most {Deepest} levels");
        if (Kind is TokenKind.MappingEnd or TokenKind.ListEnd)
            _depth--;
    }

    /// <summary>Goes to the end of the value whose first token the reader stands at.</summary>
    /// <exception cref="TokenException">The file cannot be read on.</exception>
    public void Skip()
    {
        if (Kind is not (TokenKind.MappingStart or TokenKind.ListStart))
            return;

        for (var outside = _depth - 1; _depth > outside;)
            Next();
    }

    /// <summary>The largest depth that a syntax's own parser has to bear.</summary>
    protected static int DepthOfParser => Deepest + 1;

    protected abstract void Read();
}
