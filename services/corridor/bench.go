package corridor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/linkage"
	"github.com/corridor-tip/corridor/services/corridor/internal/bench"
	"github.com/corridor-tip/corridor/services/corridor/internal/labelled"
)

type benchCommand struct {
	Linkage  benchLinkageCommand  `cmd:"" help:"Measure how well and how fast victims are linked."`
	Pipeline benchPipelineCommand `cmd:"" help:"Measure how fast reports reach the statistics."`
}

type benchLinkageCommand struct {
	Febrl   string `name:"febrl" help:"Folder with the FEBRL benchmarks; by default febrl in that which CORRIDOR_DATA names." type:"existingdir" placeholder:"DIR"`
	A       string `name:"a" help:"Measure this FEBRL-shaped file and nothing else." type:"existingfile" placeholder:"FILE"`
	B       string `name:"b" help:"Second file of a pair, linked together with the first." type:"existingfile" placeholder:"FILE"`
	Model   string `help:"Linkage model; by default the built-in one." type:"existingfile" placeholder:"FILE"`
	Reports []int  `help:"Sizes of the invented worlds; 0 for none." default:"10000,200000,1000000" placeholder:"N,..."`
	VOPRF   int    `name:"voprf" help:"People for whom real tokens are made; 0 for none." default:"2000" placeholder:"N"`
	Seed    uint64 `help:"Seed of the invented worlds." default:"1"`
	JSON    bool   `name:"json" help:"Print JSON for programs."`
}

// Help shows how to use the command.
func (benchLinkageCommand) Help() string {
	return "Records are of one person where rec_id is, or its number in rec-7-org and rec-7-dup-0. A column soc_sec_id is never read. " +
		"Worlds use keyed hashes for tokens, which agree in the same places; real tokens are timed apart. Speeds are of one core.\n\n" +
		"Example: corridor bench linkage\n\nExample: corridor bench linkage --a originals.csv --b duplicates.csv --json"
}

// Run measures and prints.
func (c *benchLinkageCommand) Run() error {
	m, err := modelOf(c.Model)
	if err != nil {
		return err
	}
	results, err := c.measure(m)
	if err != nil {
		return err
	}
	if c.JSON {
		return bench.PrintJSON(os.Stdout, results)
	}
	return bench.Print(os.Stdout, results)
}

func (c *benchLinkageCommand) measure(m *linkage.Model) ([]bench.Result, error) {
	if c.A != "" || c.B != "" {
		return c.files(m)
	}
	results, err := c.febrl(m)
	if err != nil {
		return nil, err
	}
	for _, n := range c.Reports {
		if n < 0 || n > 100_000_000 {
			return nil, fmt.Errorf("%w: --reports takes numbers from 0 to 100000000", app.ErrMisused)
		}
		if n > 0 {
			results = append(results, bench.OfWorld(m, c.Seed, n))
		}
	}
	if c.VOPRF > 0 {
		r, err := bench.OfTokens(c.Seed, c.VOPRF)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

// files measures the files that were named.
func (c *benchLinkageCommand) files(m *linkage.Model) ([]bench.Result, error) {
	if c.A == "" {
		return nil, fmt.Errorf("%w: --b needs --a", app.ErrMisused)
	}
	names, set := []string{c.A}, filepath.Base(c.A)
	if c.B != "" {
		names, set = append(names, c.B), set+" + "+filepath.Base(c.B)
	}
	records, err := readLabelled(names...)
	if err != nil {
		return nil, err
	}
	return []bench.Result{bench.OfLabelled(set, m, records)}, nil
}

// febrl measures the FEBRL benchmarks that are there.
func (c *benchLinkageCommand) febrl(m *linkage.Model) (results []bench.Result, err error) {
	dir := c.Febrl
	if dir == "" {
		if dir = bench.Data(); dir == "" {
			fmt.Fprintln(os.Stderr, "The FEBRL benchmarks are not here and are left out; --febrl names their folder.")
			return nil, nil
		}
	}
	for _, set := range bench.Sets() {
		records, err := readIn(dir, set.Files)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(os.Stderr, "%s is not in the folder of the FEBRL benchmarks and is left out.\n", set.Name)
			continue
		}
		if err != nil {
			return nil, err
		}
		model, name := m, set.Name
		if set.Fitted != "" {
			sample, err := readIn(dir, []string{set.Fitted})
			if err != nil {
				return nil, err
			}
			model = bench.Fit(m, sample, 0)
		}
		results = append(results, bench.OfLabelled(name, model, records))
	}
	return results, nil
}

func readIn(dir string, files []string) ([]labelled.Record, error) {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = filepath.Join(dir, f)
	}
	return readLabelled(paths...)
}

// readLabelled reads files of which it is known who is who.
func readLabelled(paths ...string) (all []labelled.Record, err error) {
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("reading labelled records: %w", err)
		}
		list, err := labelled.Read(f)
		_ = f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		all = append(all, list...)
	}
	return all, nil
}
