package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	"github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// create makes a resource of a kind, "RandomString" for instance, and returns its ID and outputs.
func create(t *testing.T, name string, inputs map[string]any) (string, resource.PropertyMap, error) {
	t.Helper()
	typ := tokens.Type("random:index/" + strings.ToLower(name[:1]) + name[1:] + ":" + name)
	request := plugin.CreateRequest{Type: typ, Properties: resource.NewPropertyMapFromMap(inputs)}
	response, err := (&provider{}).Create(t.Context(), request)
	return string(response.ID), response.Properties, err
}

func TestCreate(t *testing.T) {
	for _, test := range []struct {
		kind    string
		inputs  map[string]any
		output  resource.PropertyKey
		pattern string
	}{
		{"RandomString", map[string]any{"length": 12, "special": false, "upper": false}, "result", `^[a-z0-9]{12}$`},
		{"RandomString", map[string]any{"length": 4, "minNumeric": 4}, "result", `^[0-9]{4}$`},
		{"RandomString", map[string]any{"length": 3, "minSpecial": 3, "overrideSpecial": "_"}, "result", `^___$`},
		{"RandomId", map[string]any{"byteLength": 4, "prefix": "x-"}, "hex", `^x-[0-9a-f]{8}$`},
		{"RandomInteger", map[string]any{"min": 7, "max": 7}, "result", `^\{7\}$`},
		{"RandomUuid", nil, "result", `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`},
		{"RandomShuffle", map[string]any{"inputs": []any{"a"}, "resultCount": 2}, "results", `^\{\[\{a\} \{a\}\]\}$`},
		{"RandomPet", map[string]any{"length": 2}, "separator", `^-$`},
	} {
		_, outputs, err := create(t, test.kind, test.inputs)
		if err != nil {
			t.Errorf("%s %v: %v", test.kind, test.inputs, err)
			continue
		}
		got := strings.Trim(outputs[test.output].String(), `"`)
		if value := outputs[test.output]; value.IsString() {
			got = value.StringValue()
		}
		if !regexp.MustCompile(test.pattern).MatchString(got) {
			t.Errorf("%s %v: %s is %q, want %s", test.kind, test.inputs, test.output, got, test.pattern)
		}
	}
}

// A password must never reach the state or the screen in plain text.
func TestPasswordIsSecret(t *testing.T) {
	id, outputs, err := create(t, "RandomPassword", map[string]any{"length": 32})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range kinds["random:index/randomPassword:RandomPassword"].computed {
		if !outputs[key].IsSecret() {
			t.Errorf("%s is not a secret", key)
		}
	}
	if password := reveal(outputs["result"]).StringValue(); len(password) != 32 || id == password {
		t.Errorf("got %d characters and the ID %q", len(password), id)
	}
}

func TestSeedIsReproducible(t *testing.T) {
	inputs := map[string]any{"min": 0, "max": 1 << 40, "seed": "s"}
	first, _, _ := create(t, "RandomInteger", inputs)
	second, _, _ := create(t, "RandomInteger", inputs)
	if first != second || first == "" {
		t.Errorf("got %s and %s", first, second)
	}
}

func TestImpossible(t *testing.T) {
	for kind, inputs := range map[string]map[string]any{
		"RandomString":  {"length": 2, "minLower": 3},
		"RandomId":      {"byteLength": 0},
		"RandomInteger": {"min": 2, "max": 1},
		"RandomNumber":  {},
	} {
		if _, _, err := create(t, kind, inputs); err == nil {
			t.Errorf("%s %v: no error", kind, inputs)
		}
	}
}

func TestCheckAndDiff(t *testing.T) {
	p := &provider{}
	check, err := p.Check(t.Context(), plugin.CheckRequest{
		Type: "random:index/randomId:RandomId",
		News: resource.NewPropertyMapFromMap(map[string]any{"prefix": 1, "bytes": 4}),
	})
	if err != nil || len(check.Failures) != 3 { // wrong type, unknown, missing byteLength
		t.Errorf("got %v, %v", check.Failures, err)
	}
	diff, err := p.Diff(t.Context(), plugin.DiffRequest{
		OldInputs: resource.NewPropertyMapFromMap(map[string]any{"byteLength": 4}),
		NewInputs: resource.NewPropertyMapFromMap(map[string]any{"byteLength": 5}),
	})
	if err != nil || len(diff.ReplaceKeys) != 1 {
		t.Errorf("got %v, %v", diff, err)
	}
}
