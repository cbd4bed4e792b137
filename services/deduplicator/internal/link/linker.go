package link

// Linker decides which victims are one person. The partition it gives has to be a function
// of the victims there are, not of their order of arrival.
type Linker interface {
	// Regroup is told, once for every batch that changes victims and in canonical order, which
	// are gone and which came or have new content. It answers with the persons that these victims now belong to,
	// as groups without overlap. Victims that were not named may be in the answer, because a
	// bridge between them came or went; they are taken out of the persons they were in. The
	// victims that stay behind in such a person, or in that of a victim that is gone, remain
	// together; to part them they have to be in the answer. A victim that came and is in no
	// group is a person alone, or stays in hers.
	Regroup(gone, came []VictimKey) (groups [][]VictimKey)
}

// Identity is the Linker for reports without tokens: content never links, so each victim is
// a person of her own.
type Identity struct{}

// Regroup returns a group of its own for every victim that came.
func (Identity) Regroup(_, came []VictimKey) [][]VictimKey {
	groups := make([][]VictimKey, len(came))
	for i := range came {
		groups[i] = came[i : i+1 : i+1]
	}
	return groups
}
