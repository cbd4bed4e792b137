package corridor

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/corridor-tip/corridor/pkg/app"
	"github.com/corridor-tip/corridor/pkg/table"
	"github.com/corridor-tip/corridor/services/analyst"
)

// pageAddress is where the analyst service listens unless told otherwise.
const pageAddress = "127.0.0.1:8480"

type statsCommand struct {
	Table  string `arg:"" optional:"" help:"Table, e.g. T09; without one, the list of tables."`
	URL    string `name:"url" help:"Ask the analyst service there; by default the one on this machine if it runs." placeholder:"URL"`
	Keep   string `help:"Read this data directory, on which no service runs; by default that of the last demo." type:"path" placeholder:"DIR"`
	Format string `help:"How rows look." enum:"table,csv,json" default:"table"`
	Exact  bool   `help:"With --keep: counts of 1 to 10 as they are. Only a sharing agreement allows that."`

	Series      string   `help:"VIC_DET, VIC_PRES or VIC_ALL." placeholder:"ID"`
	Country     string   `help:"Detecting country." placeholder:"AREA"`
	Origin      string   `help:"Country of origin." placeholder:"AREA"`
	Destination string   `help:"Country of destination." placeholder:"AREA"`
	Transit     string   `help:"Country of transit." placeholder:"AREA"`
	Citizenship string   `help:"Citizenship." placeholder:"AREA"`
	Sex         string   `help:"F, M, _O, _U or _T." placeholder:"ID"`
	Age         string   `help:"Y0T17, Y_GE18, _U or _T." placeholder:"ID"`
	Form        string   `help:"G_SX, G_FL, G_OR, G_OP, MX, _U or _T." placeholder:"ID"`
	Year        string   `help:"Year, or _T for all years." placeholder:"YEAR"`
	Where       []string `help:"Any other dimension." placeholder:"DIM=ID"`
}

// Help shows how to use the command.
func (statsCommand) Help() string {
	return "Countries may be given as UA, UKR, 804 or Ukraine; several values with commas.\n\n" +
		"Example: corridor stats T09 --origin UA --year 2016 --form _T\n\nExample: corridor stats T01 --format csv"
}

// Run prints a table or the list of tables.
func (c *statsCommand) Run() error {
	if c.Table == "" {
		return listTables(os.Stdout)
	}
	def, ok := table.Find(strings.ToUpper(c.Table))
	if !ok {
		return fmt.Errorf("%w: there is no such table; corridor stats lists them", app.ErrMisused)
	}
	query, err := c.query()
	if err != nil {
		return err
	}
	if base := c.base(); base != "" {
		rows, seq, err := analyst.Get(context.Background(), base, def.ID, query)
		if err != nil {
			return err
		}
		return c.print(def, rows, seq)
	}
	filters, err := analyst.ParseFilters(def, query)
	if err != nil {
		return fmt.Errorf("%w: %w", app.ErrMisused, err)
	}
	return Place{Keep: c.Keep}.do(func(ctx context.Context, js jetstream.JetStream) error {
		board, err := analyst.Read(ctx, js)
		if err != nil {
			return err
		}
		rows, seq := analyst.Rows(board, def, filters, table.Options{Exact: c.Exact})
		return c.print(def, rows, seq)
	})
}

func (c *statsCommand) print(def table.Definition, rows []table.Row, seq uint64) error {
	if len(rows) == 0 {
		fmt.Fprintln(os.Stderr, "No rows: nobody is counted there. That is not the same as nobody being there.")
	}
	return analyst.Render(os.Stdout, c.Format, def, rows, seq)
}

// base returns the analyst service to ask: the one named, or the one that runs here unless a
// directory is named.
func (c *statsCommand) base() string {
	if c.URL != "" || c.Keep != "" {
		return c.URL
	}
	conn, err := net.DialTimeout("tcp", pageAddress, 300*time.Millisecond)
	if err != nil {
		return ""
	}
	_ = conn.Close()
	return "http://" + pageAddress
}

// query returns the filters as the analyst service takes them.
func (c *statsCommand) query() (url.Values, error) {
	q := url.Values{}
	for name, value := range map[string]string{
		"SERIES": c.Series, "REF_AREA": c.Country, "ORIGIN": c.Origin, "DESTINATION": c.Destination,
		"TRANSIT": c.Transit, "COUNTERPART_AREA": c.Citizenship, "SEX": c.Sex, "AGE": c.Age,
		"EXPLOIT": c.Form, "TIME_PERIOD": c.Year,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for _, w := range c.Where {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return nil, fmt.Errorf("%w: --where takes DIMENSION=CODE", app.ErrMisused)
		}
		q.Set(name, value)
	}
	return q, nil
}

func listTables(w io.Writer) error {
	for _, d := range table.Definitions() {
		var dims []string
		for _, dim := range d.Dimensions {
			dims = append(dims, dim.ID)
		}
		if _, err := fmt.Fprintf(w, "%s  %s\n     %s\n", d.ID, d.Title, strings.Join(dims, ", ")); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n", table.Caveat)
	return err
}
