using System.IO.Compression;
using Loadgen.Samples.Workloads;

namespace Loadgen.Samples.Tests.Workloads;

public sealed class TransformationTests
{
    public static TheoryData<int, string> Lengths { get; } = new()
    {
        { 0, "nothing" },
        { 1, "one value" },
        { 2, "a picture of one full and no second row" },
        { 10, "a last row that is shorter than the others" },
        { 16, "a full square" },
        { VideoWork.FrameSize, "one frame" },
        { VideoWork.FrameSize + 1, "a frame and the beginning of another" },
        { (3 * VideoWork.FrameSize) - 1, "nearly three frames" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_same_bytes_give_the_same_picture_of_the_same_size(int length, string reason)
    {
        var content = Noise(length);

        var result = ImageWork.Convert(content, 85, default);

        Assert.Equal(result, ImageWork.Convert(content, 85, default));
        Assert.Equal((length, reason), (Inflate(result).Length, reason));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_same_bytes_give_the_same_video_of_the_same_size(int length, string reason)
    {
        var content = Noise(length);

        var result = VideoWork.Transcode(content, 2, default);

        Assert.Equal(result, VideoWork.Transcode(content, 2, default));
        Assert.Equal((length, reason), (Inflate(result).Length, reason));
    }

    [Fact]
    public void A_blurred_edge_has_the_values_of_the_kernel()
    {
        // Four by four, the left half black, the right half white; quality 1 blurs once and keeps every 13th grey value.
        byte[] picture = [0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255, 0, 0, 255, 255];

        var result = Inflate(ImageWork.Convert(picture, 1, default));

        // 255 / 4 and 255 * 3 / 4, rounded, then down to multiples of 13.
        byte[] row = [0, 52, 182, 247];
        Assert.Equal([.. row, .. row, .. row, .. row], result);
    }

    [Fact]
    public void A_video_that_stands_still_is_all_in_its_first_frame()
    {
        var frame = Noise(VideoWork.FrameSize);

        var result = Inflate(VideoWork.Transcode([.. frame, .. frame], 1, default));

        Assert.Equal(frame, result[..VideoWork.FrameSize]);
        Assert.All(result[VideoWork.FrameSize..], difference => Assert.Equal(0, difference));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(85, 9)]
    [InlineData(100, 11)]
    public void Quality_is_work(int quality, int rounds) => Assert.Equal(rounds, ImageWork.RoundsOf(quality));

    [Fact]
    public void What_is_too_large_after_a_pass_is_coarser_and_smaller_after_the_next()
    {
        var noise = Noise(2 * VideoWork.FrameSize);

        Assert.True(VideoWork.Transcode(noise, 3, default).Length < VideoWork.Transcode(noise, 1, default).Length);
    }

    [Fact]
    public void Both_stop_where_nobody_wants_the_result()
    {
        var cancelled = new CancellationToken(canceled: true);
        var content = Noise(2 * VideoWork.FrameSize);

        Assert.Throws<OperationCanceledException>(() => ImageWork.Convert(content, 85, cancelled));
        Assert.Throws<OperationCanceledException>(() => VideoWork.Transcode(content, 2, cancelled));
    }

    private static byte[] Noise(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        return content;
    }

    private static byte[] Inflate(byte[] compressed)
    {
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress))
            zlib.CopyTo(inflated);
        return inflated.ToArray();
    }
}
