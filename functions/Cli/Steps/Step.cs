namespace Loadgen.Cli.Steps;

/// <summary>Something that a command does, which may take long: until it is disposed of. Any thread may count.</summary>
internal sealed class Step : IDisposable
{
    private readonly Action<Step>? _end;
    private long _done;
    private bool _isOver;

    /// <param name="end">Told when it is over.</param>
    internal Step(string what, Action<Step>? end) => (What, _end) = (what, end);

    /// <summary>What is being done, in a few words.</summary>
    public string What { get; }

    /// <summary>What it is counted in; <see langword="null"/> where nothing is counted.</summary>
    public Unit? Unit { get; init; }

    /// <summary>What is being done once all that was counted is done; <see langword="null"/> where that is the end.</summary>
    public string? Then { get; init; }

    /// <summary>How much there is to do; <see langword="null"/> where nobody knows.</summary>
    public long? Total { get; init; }

    /// <summary>Tells how much is done, from any thread; <see langword="null"/> where that is counted.</summary>
    public Func<long>? Measure { get; init; }

    /// <summary>How much is done.</summary>
    public long Done => Measure?.Invoke() ?? Interlocked.Read(ref _done);

    /// <summary>What is being done now, and how far it is.</summary>
    public string Text(int room)
    {
        if (Then is not null && Done >= Total)
            return Cut($"{Then} …", "", room);
        return Unit is { } unit ? Cut(What, $": {unit.Text(Done, Total)}", room) : Cut(What, " …", room);
    }

    /// <summary>So much more is done.</summary>
    public void Add(long amount) => Interlocked.Add(ref _done, amount);

    /// <summary>It is over. What was shown of it is gone when this returns.</summary>
    public void Dispose()
    {
        if (_isOver)
            return;
        _isOver = true;
        _end?.Invoke(this);
    }

    /// <summary>What a name begins with is worth less than what it ends in, but the first words say what is being done.</summary>
    private static string Cut(string text, string amount, int room)
    {
        var most = Math.Max(room - amount.Length, 10);
        var half = most / 2;
        return (text.Length <= most ? text : $"{text[..half]}…{text[^(most - half - 1)..]}") + amount;
    }
}
