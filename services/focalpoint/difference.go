package focalpoint

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	pb "github.com/corridor-tip/corridor/proto/corridor/v1"
)

// fate is what becomes of a field before it leaves.
type fate string

// The fates.
const (
	kept        fate = "kept"
	generalised fate = "generalised"
	dropped     fate = "dropped"
)

// difference is a field of a report as recorded and as it leaves.
type difference struct {
	Field         string // path, e.g. victims[0].age_band_entry
	Before, After string // empty where there is none
	Fate          fate
}

// shown returns the value that leaves, and after an arrow, if it is another, what it was.
func (d difference) shown() string {
	switch d.Fate {
	case kept:
		return d.After
	case dropped:
		return "(was " + d.Before + ")"
	}
	if d.Before == "" {
		return d.After + " (was not set)"
	}
	return d.After + " (was " + d.Before + ")"
}

// compare returns every field that either of two encoded reports has, in the schema's order.
func compare(before, after []byte) ([]difference, error) {
	a, err := fieldsOf(before)
	if err != nil {
		return nil, err
	}
	b, err := fieldsOf(after)
	if err != nil {
		return nil, err
	}
	var list []difference
	for _, path := range union(a.paths, b.paths) {
		d := difference{Field: path, Before: a.values[path], After: b.values[path], Fate: generalised}
		switch {
		case d.Before == d.After:
			d.Fate = kept
		case d.After == "":
			d.Fate = dropped
		}
		list = append(list, d)
	}
	return list, nil
}

// union returns the paths of a with those that only b has after the path before them in b.
func union(a, b []string) []string {
	list, at := slices.Clone(a), 0
	for _, path := range b {
		if i := slices.Index(list, path); i >= 0 {
			at = i + 1
			continue
		}
		list = slices.Insert(list, at, path)
		at++
	}
	return list
}

// leaves are the fields of a message that hold values, by path, in the schema's order.
type leaves struct {
	paths  []string
	values map[string]string
}

func fieldsOf(report []byte) (*leaves, error) {
	var r pb.IncidentReport
	if err := proto.Unmarshal(report, &r); err != nil {
		return nil, fmt.Errorf("reading a report back: %w", err)
	}
	l := &leaves{values: map[string]string{}}
	l.message("", r.ProtoReflect())
	return l, nil
}

func (l *leaves) message(prefix string, m protoreflect.Message) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		if !m.Has(f) {
			continue
		}
		path, v := prefix+string(f.Name()), m.Get(f)
		switch {
		case f.IsList() && f.Message() != nil:
			for n := range v.List().Len() {
				l.message(fmt.Sprintf("%s[%d].", path, n), v.List().Get(n).Message())
			}
		case f.IsList():
			var all []string
			for n := range v.List().Len() {
				all = append(all, text(f, v.List().Get(n)))
			}
			l.add(path, strings.Join(all, ", "))
		case f.Message() != nil:
			l.message(path+".", v.Message())
		default:
			l.add(path, text(f, v))
		}
	}
}

func (l *leaves) add(path, value string) {
	l.paths = append(l.paths, path)
	l.values[path] = value
}

func text(f protoreflect.FieldDescriptor, v protoreflect.Value) string {
	if e := f.Enum(); e != nil {
		if known := e.Values().ByNumber(v.Enum()); known != nil {
			return string(known.Name())
		}
	}
	return fmt.Sprint(v.Interface())
}
