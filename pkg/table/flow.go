package table

// FewestOfFlow is how many victims must share an origin and a destination in a period to make
// the pair a flow (UNODC). A victim is a person, so each counts once.
const FewestOfFlow = 5

// flow is a pair of countries in a period.
type flow struct{ origin, destination, period Code }

// flowOf returns the flow that a key of T09 speaks of, and whether it speaks of one.
func flowOf(k Key) (flow, bool) {
	f := flow{k.At(1), k.At(2), k.At(5)}
	return f, f.origin != Total && f.destination != Total
}

// flows returns the flows among the cells of T09.
func flows(cells []Cell) map[flow]bool {
	found := map[flow]bool{}
	for _, c := range cells {
		f, pair := flowOf(c.Key)
		everybody := KeyOf(SeriesUniqueVictims, f.origin, f.destination, Total, Total, f.period)
		if pair && c.Key == everybody && c.Value >= FewestOfFlow {
			found[f] = true
		}
	}
	return found
}

// listed returns the cells of T09 without the pairs that are no flow.
func listed(cells []Cell) []Cell {
	found := flows(cells)
	var list []Cell
	for _, c := range cells {
		if f, pair := flowOf(c.Key); !pair || found[f] {
			list = append(list, c)
		}
	}
	return list
}

// flowCounts returns, as cells of T11, the number of flows between each two sub-regions and
// from and to all of them, out of the cells of T09.
func flowCounts(cells []Cell) []Cell {
	counts := map[Key]int64{}
	for f := range flows(cells) {
		for _, o := range [...]Code{subregion(f.origin), Total} {
			for _, d := range [...]Code{subregion(f.destination), Total} {
				counts[KeyOf(SeriesFlows, o, d, f.period)]++
			}
		}
	}
	list := make([]Cell, 0, len(counts))
	for k, n := range counts {
		list = append(list, Cell{k, n})
	}
	return list // View sorts
}

func subregion(c Code) Code { return AreaCode(Area(c).Subregion()) }
