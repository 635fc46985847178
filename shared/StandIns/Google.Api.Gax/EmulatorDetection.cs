namespace Google.Api.Gax;

/// <summary>What a client builder makes of the emulator's environment variable.</summary>
public enum EmulatorDetection
{
    /// <summary>Ignores it.</summary>
    None = 0,

    /// <summary>Refuses to build where it is set.</summary>
    ProductionOnly = 1,

    /// <summary>Refuses to build where it is not set.</summary>
    EmulatorOnly = 2,

    /// <summary>Follows it where it is set.</summary>
    EmulatorOrProduction = 3,
}
