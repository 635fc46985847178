namespace Loadgen.Dispatching;

/// <summary>The deadline that scenario C gives the dispatcher: 06:00 in New York on the day after the trace hour's day there.</summary>
public static class DispatchDeadline
{
    private static readonly TimeZoneInfo NewYork = CreateNewYork();

    /// <summary>The deadline of every event of an hour.</summary>
    public static DateTimeOffset Of(Trace.TraceHour hour)
    {
        var day = TimeZoneInfo.ConvertTime(hour.Start, NewYork).Date;
        var deadline = day.AddDays(1).AddHours(6);
        return new DateTimeOffset(deadline, NewYork.GetUtcOffset(deadline)).ToUniversalTime();
    }

    /// <summary>
    /// US Eastern time by the rule in force since 2007 (Energy Policy Act of 2005, section 110): UTC−5, an hour later from 02:00 on the
    /// second Sunday of March to 02:00 on the first Sunday of November. Written out here because the small container images have no time
    /// zone data.
    /// </summary>
    private static TimeZoneInfo CreateNewYork()
    {
        var two = new DateTime(1, 1, 1, 2, 0, 0, DateTimeKind.Unspecified);
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new DateTime(2007, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            DateTime.MaxValue.Date,
            daylightDelta: TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(two, month: 3, week: 2, DayOfWeek.Sunday),
            TimeZoneInfo.TransitionTime.CreateFloatingDateRule(two, month: 11, week: 1, DayOfWeek.Sunday));
        return TimeZoneInfo.CreateCustomTimeZone("New York", TimeSpan.FromHours(-5), "New York", "EST", "EDT", [rule]);
    }
}
