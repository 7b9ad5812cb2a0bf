package results

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

// A schema is the part of JSON Schema (draft 2020-12) that the schema of the result file
// uses. Reading a schema that uses more fails.
type schema struct {
	Schema      string             `json:"$schema"`
	ID          string             `json:"$id"`
	Ref         string             `json:"$ref"`
	Defs        map[string]*schema `json:"$defs"`
	Title       string             `json:"title"`
	Description string             `json:"description"`
	Format      string             `json:"format"`
	OneOf       []*schema          `json:"oneOf"`
	Type        any                `json:"type"` // a name or several
	Const       any                `json:"const"`
	Enum        []any              `json:"enum"`
	Minimum     *float64           `json:"minimum"`
	Items       *schema            `json:"items"`
	MinItems    int                `json:"minItems"`
	Properties  map[string]*schema `json:"properties"`
	Additional  *schema            `json:"additionalProperties"`
	Required    []string           `json:"required"`
}

func readSchema(t *testing.T) *schema {
	t.Helper()
	f, err := os.Open("../docs/result-file.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	var s schema
	if err := d.Decode(&s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// resolve follows a reference.
func (root *schema) resolve(s *schema) *schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		return root.Defs[name]
	}
	return s
}

// types returns the names of the types that s allows.
func (s *schema) types() (names []string) {
	switch t := s.Type.(type) {
	case string:
		return []string{t}
	case []any:
		for _, name := range t {
			names = append(names, name.(string))
		}
	}
	return names
}

// typeOf returns the name of a decoded value's type.
func typeOf(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return "string"
	case bool:
		return "boolean"
	case []any:
		return "array"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
		return "number"
	}
	return "object"
}

// validate returns the faults of a decoded value, each with its place. Unlike the standard
// it also counts a key that the schema does not have as a fault.
func (root *schema) validate(s *schema, v any, at string) (faults []string) {
	s = root.resolve(s)
	add := func(format string, args ...any) { faults = append(faults, at+": "+fmt.Sprintf(format, args...)) }
	if len(s.OneOf) > 0 {
		fits := 0
		for _, option := range s.OneOf {
			wrong := root.validate(option, v, at)
			if len(wrong) == 0 {
				fits++
			} else if kind, ok := v.(map[string]any); ok && root.resolve(option).Properties["kind"].Const == kind["kind"] {
				faults = append(faults, wrong...)
			}
		}
		if fits != 1 && len(faults) == 0 {
			add("%d of %d kinds fit", fits, len(s.OneOf))
		}
	}
	if names := s.types(); len(names) > 0 {
		if is := typeOf(v); !slices.Contains(names, is) && !(is == "integer" && slices.Contains(names, "number")) {
			add("%v is %s, not %v", v, is, names)
			return faults
		}
	}
	if s.Const != nil && s.Const != v {
		add("%v is not %v", v, s.Const)
	}
	if s.Enum != nil && !slices.Contains(s.Enum, v) {
		add("%v is none of %v", v, s.Enum)
	}
	switch v := v.(type) {
	case float64:
		if s.Minimum != nil && v < *s.Minimum {
			add("%v is below %v", v, *s.Minimum)
		}
	case string:
		if _, err := time.Parse(time.RFC3339Nano, v); s.Format == "date-time" && err != nil {
			add("%v", err)
		}
	case []any:
		if len(v) < s.MinItems {
			add("%d items, not %d", len(v), s.MinItems)
		}
		for i, item := range v {
			faults = append(faults, root.validate(s.Items, item, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		for _, key := range s.Required {
			if _, ok := v[key]; !ok {
				add("no %s", key)
			}
		}
		for key, value := range v {
			property := s.Properties[key]
			if property == nil {
				property = s.Additional
			}
			if property != nil {
				faults = append(faults, root.validate(property, value, at+"."+key)...)
			} else if s.Properties != nil {
				add("a key %s, which the schema does not have", key)
			}
		}
	}
	return faults
}

// faultsOf validates every line of a file.
func (root *schema) faultsOf(t *testing.T, file []byte) (faults []string) {
	t.Helper()
	n := 0
	for line := range strings.Lines(string(file)) {
		n++
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		faults = append(faults, root.validate(root, v, fmt.Sprintf("line %d", n))...)
	}
	return faults
}

// The validation finds what is wrong with a line.
func TestSchemaFindsFaults(t *testing.T) {
	root := readSchema(t)
	for line, want := range map[string]string{
		`{"kind":"end"}`:                                       "no stopped",
		`{"kind":"end","stopped":3}`:                           "3 is integer, not [string]",
		`{"kind":"end","stopped":"x","more":1}`:                "a key more",
		`{"kind":"store","store_ns":-1}`:                       "-1 is below 0",
		`{"kind":"store","store_ns":1.5}`:                      "1.5 is number",
		`{"kind":"store","store_ns":1,"unanswered":[{}]}`:      "no rows",
		`{"kind":"note"}`:                                      "0 of 6 kinds fit",
		`[]`:                                                   "0 of 6 kinds fit",
		`{"kind":"header","schema":2}`:                         "2 is not 1",
		`{"kind":"header","workers":[]}`:                       "0 items, not 1",
		`{"kind":"header","time":"today"}`:                     "cannot parse",
		`{"kind":"header","machine":{"cgroup":{"version":3}}}`: "3 is none of [1 2]",
		`{"kind":"header","args":{"a":1}}`:                     "1 is integer, not [string]",
	} {
		if got := strings.Join(root.faultsOf(t, []byte(line)), "\n"); !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// The schema has the keys of the wire structs with their types, and no others. Keys that
// are always written are required, and each key has a description.
func TestSchemaIsTheFormat(t *testing.T) {
	root := readSchema(t)
	for name, v := range map[string]any{"header": wireHeader{}, "run": wireRun{}, "resume": wireResume{}, "end": wireEnd{}, "store": wireStore{}, "timeline": wireTimeline{}} {
		root.compare(t, root.Defs[name], reflect.TypeOf(v), name)
	}
	kinds := []string{}
	for _, s := range root.OneOf {
		kinds = append(kinds, strings.TrimPrefix(s.Ref, "#/$defs/"))
	}
	if want := []string{"header", "run", "resume", "end", "store", "timeline"}; !slices.Equal(kinds, want) {
		t.Errorf("kinds of lines %q, want %q", kinds, want)
	}
}

// compare checks a part of the schema against the Go type that is written.
func (root *schema) compare(t *testing.T, s *schema, typ reflect.Type, at string) {
	t.Helper()
	s = root.resolve(s)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if s.Const != nil {
		return
	}
	want := map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Float64: "number",
		reflect.Slice: "array", reflect.Array: "array", reflect.Map: "object", reflect.Struct: "object"}[typ.Kind()]
	switch {
	case typ == reflect.TypeFor[time.Time]():
		want = "string"
	case typ == reflect.TypeFor[[]byte]():
		want = "string"
	case want == "":
		want = "integer"
	}
	if !slices.Contains(s.types(), want) {
		t.Errorf("%s: type %v, written is %s", at, s.Type, want)
	}
	switch {
	case want == "array":
		root.compare(t, s.Items, typ.Elem(), at+"[]")
		return
	case want != "object" || typ.Kind() == reflect.Map:
		return
	}
	keys := map[string]bool{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		keys[key] = true
		property := s.Properties[key]
		if property == nil {
			t.Errorf("%s.%s is written, and not in the schema", at, key)
			continue
		}
		if property.Description == "" && property.Const == nil {
			t.Errorf("%s.%s: no description", at, key)
		}
		if optional := strings.Contains(options, "omit"); optional == slices.Contains(s.Required, key) {
			t.Errorf("%s.%s: may be absent %v, required %v", at, key, optional, !optional)
		}
		root.compare(t, property, f.Type, at+"."+key)
	}
	for key := range maps.Keys(s.Properties) {
		if !keys[key] {
			t.Errorf("%s.%s is in the schema, and not written", at, key)
		}
	}
}
