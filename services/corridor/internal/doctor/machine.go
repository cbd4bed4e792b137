package doctor

import (
	"fmt"
	"time"
)

// Disk is the file system that holds streams; sizes in bytes.
type Disk struct {
	Path       string
	Free, Size int64
}

// Judge judges the disk. promised is what streams may still grow by, 0 where that is unknown.
func (d Disk) Judge(promised int64) Finding {
	f := fine("disk", "%s: %s free of %s", d.Path, size(d.Free), size(d.Size))
	if promised > d.Free {
		f.Found += fmt.Sprintf(", and max_file allows %s more", size(promised))
		f = f.warn("Make room, or set max_file lower: the disk fills up before max_file refuses.")
	}
	if share := 1 - float64(d.Free)/float64(max(1, d.Size)); share >= failShare || f.Level == Fine {
		f = full(f, share, "Make room on the disk, or move the streams to a larger one. Never delete files of a stream.")
	}
	return f
}

// The differences of clocks from which on a check warns and fails.
const warnAhead, failAhead = 500 * time.Millisecond, 2 * time.Second

// Clock judges how far the clock of NATS is ahead of this machine's, and how far the newest
// message is.
func Clock(ahead, newest time.Duration) Finding {
	f := fine("clock", "NATS differs by %s from this machine", ahead.Abs().Round(time.Millisecond))
	const do = "Let both machines keep their time by NTP (timedatectl, chrony)."
	switch {
	case ahead.Abs() >= failAhead:
		return f.fail(do)
	case newest >= failAhead:
		f.Found = fmt.Sprintf("the newest message was stored %s from now", newest.Round(time.Second))
		return f.fail("A clock has been set back. " + do)
	case ahead.Abs() >= warnAhead:
		return f.warn(do)
	}
	return f
}

// size returns a number of bytes as people read it.
func size(n int64) string {
	const units = "KMGTPE"
	if n < 1<<10 {
		return fmt.Sprintf("%d B", n)
	}
	v, unit := float64(n)/(1<<10), 0
	for ; v >= 1<<10 && unit < len(units)-1; unit++ {
		v /= 1 << 10
	}
	return fmt.Sprintf("%.1f %ciB", v, units[unit])
}
