package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// lay writes files below a new directory.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var example = map[string]string{
	"aws/tokens.go":      "package main\n\nvar resourceTokens = map[string]string{\"aws_a_kept\": \"x\"}\n",
	"aws/dataSources.go": "package main\n\nvar dataSourceTokens = map[string]string{\"aws_a_read\": \"x\"}\n",
	"vendor/" + provider + "xpprovider/x.go": `package xpprovider

import "` + services + `a"

var Package = a.ServicePackage
`,
	"vendor/" + services + "a/service_package_gen.go": `package a

type servicePackage struct{}

func ServicePackage() *servicePackage { return &servicePackage{} }

func (p *servicePackage) SDKResources() []*entry {
	return []*entry{
		{
			Factory:  resourceKept,
			TypeName: "aws_a_kept",
		},
		{
			Factory:  resourceGone,
			TypeName: "aws_a_gone",
		},
	}
}

func (p *servicePackage) SDKDataSources() []*entry {
	return []*entry{{Factory: dataRead, TypeName: "aws_a_read"}}
}

func (p *servicePackage) Actions() []*entry {
	return []*entry{{Factory: actionKept, TypeName: "aws_a_kept"}}
}
`,
	"vendor/" + services + "a/resources.go": `package a

import (
	"fmt"
	"strings"

	"` + sdk + `a"
	"` + sdk + `a/types"
)

type entry struct {
	Factory  func() any
	TypeName string
}

// resourceKept is served.
func resourceKept() any {
	var c *a.Client
	return c.CreateThing(types.ColorRed)
}

// resourceGone is not.
func resourceGone() any {
	var c *a.Client
	return c.DeleteThing(strings.ToUpper("x"))
}

func dataRead() any { return fmt.Sprint(types.Thing{}) }

func actionKept() any { return nil }

var _ fmt.Stringer = (*gone)(nil)

type gone struct{}

func (*gone) String() string { return "" }
`,
	"vendor/" + sdk + "a/client.go": `package a

import "` + sdk + `a/types"

type Client struct{}

func (c *Client) CreateThing(types.Color) any { return c.helper() }

func (c *Client) DeleteThing(string) any { return types.ColorBlue }

func (c *Client) helper() any { return nil }
`,
	"vendor/" + sdk + "a/types/types.go": `package types

type Color string

const (
	ColorRed  Color = "red"
	ColorBlue Color = "blue" // only DeleteThing
)

type Thing struct{ Part Part }

// Values is called by reflection.
func (Thing) Values() []string { return nil }

type Part struct{ Unused string }

// Unused only has the name of a field.
type Unused struct{}
`,
}

func TestShake(t *testing.T) {
	dir := lay(t, example)
	vendor := filepath.Join(dir, "vendor")
	if err := run(vendor, filepath.Join(dir, "aws")); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]struct{ has, lacks []string }{
		services + "a/service_package_gen.go": {
			has:   []string{"aws_a_kept", "aws_a_read", "SDKResources", "Actions"},
			lacks: []string{"aws_a_gone", "actionKept"},
		},
		services + "a/resources.go": {
			has:   []string{"// resourceKept is served.", "dataRead", `"fmt"`},
			lacks: []string{"resourceGone", "// resourceGone", `"strings"`, "gone", "actionKept"},
		},
		sdk + "a/client.go":      {has: []string{"CreateThing", "helper"}, lacks: []string{"DeleteThing"}},
		sdk + "a/types/types.go": {has: []string{"ColorRed", "Values", "type Part"}, lacks: []string{"ColorBlue", "only", "type Unused"}},
	} {
		content, err := os.ReadFile(filepath.Join(vendor, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range want.has {
			if !strings.Contains(string(content), text) {
				t.Errorf("%s lost %q:\n%s", file, text, content)
			}
		}
		for _, text := range want.lacks {
			if strings.Contains(string(content), text) {
				t.Errorf("%s kept %q:\n%s", file, text, content)
			}
		}
	}
}

func TestShakeNamesWhatNoServiceHas(t *testing.T) {
	files := map[string]string{}
	for name, content := range example {
		files[name] = content
	}
	files["aws/tokens.go"] = strings.Replace(example["aws/tokens.go"], "aws_a_kept", "aws_a_wrong", 1)
	dir := lay(t, files)
	err := run(filepath.Join(dir, "vendor"), filepath.Join(dir, "aws"))
	if err == nil || !strings.Contains(err.Error(), "no service has aws_a_wrong") {
		t.Errorf("got %v", err)
	}
}

func TestKeepsGroupsThatCount(t *testing.T) {
	dir := lay(t, map[string]string{
		"aws/a.go": "package main\n\nimport \"" + sdk + "a\"\n\nvar _ = a.Second\n",
		"vendor/" + sdk + "a/a.go": `package a

const (
	First = iota
	Second
)

func init() { used() }

func used() {}

func unused() {}

var effect, _ = used2()

func used2() (int, int) { return 0, 0 }
`,
	})
	p, err := load(filepath.Join(dir, "vendor"), filepath.Join(dir, "aws"))
	if err != nil {
		t.Fatal(err)
	}
	p.reach()
	if _, _, err := p.write(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(dir, "vendor", sdk, "a/a.go"))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{"First": true, "func used()": true, "unused": false, "effect": true} {
		if strings.Contains(string(content), text) != want {
			t.Errorf("%q: got %s", text, content)
		}
	}
}
