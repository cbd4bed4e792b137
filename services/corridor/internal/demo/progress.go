package demo

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// progress shows how many items the focal points have sent.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(w io.Writer, items int) progress {
	return progress{progressbar.NewOptions(items,
		progressbar.OptionSetWriter(w), progressbar.OptionSetDescription("publishing"),
		progressbar.OptionShowCount(), progressbar.OptionSetWidth(40), progressbar.OptionSetPredictTime(false),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100_000_000),
	)}
}

func (p progress) sent(n int) { _ = p.bar.Add(n) }

func (p progress) done() { _ = p.bar.Finish() }
