package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// served are the Terraform names that the provider in aws/ serves, true once found.
type served struct{ resources, dataSources map[string]bool }

// readServed reads the tables in aws/.
func readServed(aws string) (served, error) {
	resources, err := keysOf(filepath.Join(aws, "tokens.go"), "resourceTokens")
	if err != nil {
		return served{}, err
	}
	dataSources, err := keysOf(filepath.Join(aws, "dataSources.go"), "dataSourceTokens")
	return served{resources, dataSources}, err
}

// keysOf returns the keys of a map that a Go file declares.
func keysOf(file, name string) (map[string]bool, error) {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	keys := map[string]bool{}
	ast.Inspect(syntax, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != name || len(spec.Values) != 1 {
			return true
		}
		if table, ok := spec.Values[0].(*ast.CompositeLit); ok {
			for _, element := range table.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					keys[literal(pair.Key)] = false
				}
			}
		}
		return false
	})
	if len(keys) == 0 {
		return nil, fmt.Errorf("%s declares no map %s", file, name)
	}
	return keys, nil
}

func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			return text
		}
	}
	return ""
}

// prune takes out of the services' tables what is not served.
func (s served) prune(services string) error {
	files, err := filepath.Glob(filepath.Join(services, "*", "service_package_gen.go"))
	if err != nil {
		return err
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if content, err = s.pruneFile(content); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	for _, table := range []map[string]bool{s.resources, s.dataSources} {
		for name, found := range table {
			if !found {
				return fmt.Errorf("no service has %s: correct tokens.go, dataSources.go or services.txt", name)
			}
		}
	}
	return nil
}

// pruneFile takes the entries out of a service_package_gen.go that are not served. They are the elements of the
// lists that its functions return, with a field TypeName; the function's name says which kind they are.
func (s served) pruneFile(content []byte) ([]byte, error) {
	files := token.NewFileSet()
	syntax, err := parser.ParseFile(files, "", content, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var cuts []span
	for _, d := range syntax.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		// Nil for what the bridge does not serve: actions, ephemeral resources, lists.
		var keep map[string]bool
		switch {
		case strings.HasSuffix(f.Name.Name, "ListResources"):
		case strings.HasSuffix(f.Name.Name, "DataSources"):
			keep = s.dataSources
		case f.Name.Name == "SDKResources" || f.Name.Name == "FrameworkResources":
			keep = s.resources
		}
		ast.Inspect(f, func(n ast.Node) bool {
			entry, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			name := typeName(entry)
			if name == "" {
				return true
			}
			if _, ok := keep[name]; ok {
				keep[name] = true
			} else {
				to := files.Position(entry.End()).Offset
				cuts = append(cuts, span{files.Position(entry.Pos()).Offset, to + comma(content[to:])})
			}
			return false
		})
	}
	return cut(content, cuts), nil
}

// typeName returns the field TypeName of a composite literal.
func typeName(c *ast.CompositeLit) string {
	for _, element := range c.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "TypeName" {
				return literal(pair.Value)
			}
		}
	}
	return ""
}

// comma returns the length of the comma that a text begins with.
func comma(text []byte) int {
	if len(text) > 0 && text[0] == ',' {
		return 1
	}
	return 0
}

// A span is a part of a file, in bytes.
type span struct{ from, to int }

// cut returns a text without the spans, which do not overlap.
func cut(text []byte, spans []span) []byte {
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	kept := make([]byte, 0, len(text))
	at := 0
	for _, s := range spans {
		kept = append(kept, text[at:s.from]...)
		at = s.to
	}
	return append(kept, text[at:]...)
}
