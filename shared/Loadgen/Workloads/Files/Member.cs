namespace Loadgen.Workloads.Files;

/// <summary>The names of the members of a workload file.</summary>
internal static class Member
{
    public const string Workload = "workload";
    public const string Name = "name";
    public const string Starts = "starts";
    public const string Minutes = "minutes";
    public const string Functions = "functions";

    public const string Payload = "payload";
    public const string Target = "target";
    public const string Accelerator = "accelerator";
    public const string Delayable = "delayable";
    public const string Schedule = "schedule";

    public const string Count = "count";
    public const string Minute = "minute";
    public const string PerMinute = "per_minute";
    public const string Arrival = "arrival";
    public const string At = "at";

    /// <summary>The file's own members.</summary>
    public static readonly string[] OfFile = [Workload, Name, Starts, Functions];

    /// <summary>A function's.</summary>
    public static readonly string[] OfFunction = [Payload, Target, Accelerator, Delayable, Schedule];

    /// <summary>A schedule's.</summary>
    public static readonly string[] OfSchedule = [Count, Minute, PerMinute, Arrival, At];
}
