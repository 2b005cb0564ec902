package main

import (
	"go/ast"
	"os"
	"strconv"
)

// write takes out of the files what is not kept. Returns their sizes before and after.
func (p *program) write() (before, after int, err error) {
	for _, k := range p.packages {
		for i, f := range k.files {
			before += len(f.content)
			kept := f.keptNames()
			// One file stays in any case: a package may be imported for nothing but its effects.
			if kept == nil && i > 0 {
				if err := os.Remove(f.path); err != nil {
					return 0, 0, err
				}
				continue
			}
			content := cut(f.content, p.unused(f, kept))
			after += len(content)
			if err := os.WriteFile(f.path, content, 0o644); err != nil {
				return 0, 0, err
			}
		}
	}
	return before, after, nil
}

// keptNames returns all identifiers in what is kept of a file; nil if nothing is.
func (f *file) keptNames() map[string]bool {
	var names map[string]bool
	for _, d := range f.decls {
		if !d.kept {
			continue
		}
		if names == nil {
			names = map[string]bool{}
		}
		ast.Inspect(d.node, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				names[id.Name] = true
			}
			return true
		})
	}
	return names
}

// unused returns the places of declarations that are not kept, and of imports that nothing uses any more.
func (p *program) unused(f *file, names map[string]bool) []span {
	var spans []span
	for _, d := range f.decls {
		if !d.kept {
			spans = append(spans, d.span)
		}
	}
	for _, d := range f.syntax.Decls {
		imports, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range imports.Specs {
			spec, ok := s.(*ast.ImportSpec)
			if !ok || p.isUsed(spec, names) {
				continue
			}
			if imports.Lparen.IsValid() {
				spans = append(spans, p.span(spec.Doc, spec, spec.Comment))
			} else {
				spans = append(spans, p.span(imports.Doc, imports, nil))
			}
		}
	}
	return spans
}

func (p *program) isUsed(spec *ast.ImportSpec, names map[string]bool) bool {
	if spec.Name != nil {
		return spec.Name.Name == "_" || spec.Name.Name == "." || names[spec.Name.Name]
	}
	path, err := strconv.Unquote(spec.Path.Value)
	return err != nil || names[p.packageName(path)]
}
