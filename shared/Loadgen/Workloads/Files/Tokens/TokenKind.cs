namespace Loadgen.Workloads.Files.Tokens;

/// <summary>What a file consists of, whichever syntax it has.</summary>
internal enum TokenKind
{
    /// <summary>A mapping begins: then come its members, each a key and a value.</summary>
    MappingStart,

    /// <summary>A mapping ends.</summary>
    MappingEnd,

    /// <summary>A list begins: then come its items.</summary>
    ListStart,

    /// <summary>A list ends.</summary>
    ListEnd,

    /// <summary>A member's name.</summary>
    Key,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A number that JSON can write.</summary>
    Number,

    /// <summary>A number that JSON cannot write.</summary>
    ForeignNumber,

    /// <summary>True.</summary>
    True,

    /// <summary>False.</summary>
    False,

    /// <summary>No value.</summary>
    Null,

    /// <summary>A value that has been complained about.</summary>
    Refused,

    /// <summary>The file is over.</summary>
    End,
}
