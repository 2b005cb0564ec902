package main

import (
	"go/ast"
	"go/token"
)

// Only names are looked at, not what they mean, which keeps more than is needed and never less:
//
//   - name: what the package declares at top level, even if a local variable of that name is meant;
//   - other.Name: what the package imported as `other` declares;
//   - a type stays with all its methods, since an interface or reflection may call any of them. Only the methods of
//     the SDK's Client and the provider's AWSClient, one per operation and service, stay if something names them.
var methodsOnDemand = map[string]bool{"Client": true, "AWSClient": true}

// reach marks everything that is kept.
func (p *program) reach() {
	for _, k := range p.packages {
		for _, f := range k.files {
			p.resolveImports(f)
		}
	}
	for _, k := range p.packages {
		for _, f := range k.files {
			for _, d := range f.decls {
				if d.isRoot {
					p.keep(d)
				}
			}
		}
	}
	for len(p.queue) > 0 {
		d := p.queue[len(p.queue)-1]
		p.queue = p.queue[:len(p.queue)-1]
		p.follow(d.file, d.node)
	}
}

// keep marks a declaration, and the methods of the type that it is.
func (p *program) keep(d *decl) {
	if d.kept {
		return
	}
	d.kept = true
	p.queue = append(p.queue, d)
	for _, m := range d.methods {
		if methodsOnDemand[m.names[0]] && !p.names[m.method] {
			p.clients[m.method] = append(p.clients[m.method], m)
		} else {
			p.keep(m)
		}
	}
}

// use marks what a package declares by a name.
func (p *program) use(path, name string) {
	if k := p.packages[path]; k != nil {
		for _, d := range k.scope[name] {
			p.keep(d)
		}
	}
}

// name notes an identifier: methods on demand by that name stay.
func (p *program) name(name string) {
	if p.names[name] {
		return
	}
	p.names[name] = true
	for _, m := range p.clients[name] {
		p.keep(m)
	}
	delete(p.clients, name)
}

// follow marks what a node names.
func (p *program) follow(f *file, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			p.name(n.Sel.Name)
			if x, ok := n.X.(*ast.Ident); ok {
				if path := f.imports[x.Name]; path != "" {
					p.use(path, n.Sel.Name)
				}
			}
			p.follow(f, n.X)
			return false
		case *ast.Field: // the names of fields, parameters and methods of interfaces declare nothing at top level
			for _, name := range n.Names {
				p.name(name.Name)
			}
			p.follow(f, n.Type)
			return false
		case *ast.FuncDecl:
			if n.Recv != nil {
				p.follow(f, n.Recv)
			}
			p.follow(f, n.Type)
			if n.Body != nil {
				p.follow(f, n.Body)
			}
			return false
		case *ast.Ident:
			p.name(n.Name)
			if f.pkg != nil {
				p.use(f.pkg.path, n.Name)
			}
		}
		return true
	})
}

// split returns the declarations of a file, imports aside.
func (p *program) split(f *file) []*decl {
	var decls []*decl
	for _, d := range f.syntax.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			function := &decl{file: f, node: d, span: p.span(d.Doc, d, nil), names: []string{d.Name.Name}}
			if d.Recv != nil {
				function.method = d.Name.Name
				function.names[0] = receiver(d.Recv.List[0].Type)
			}
			function.isRoot = d.Recv == nil && (d.Name.Name == "init" || d.Name.Name == "_")
			decls = append(decls, function)
		case *ast.GenDecl:
			if d.Tok == token.IMPORT {
				continue
			}
			if !d.Lparen.IsValid() || d.Tok == token.CONST && counts(d) {
				group := &decl{file: f, node: d, span: p.span(d.Doc, d, nil)}
				for _, spec := range d.Specs {
					group.declare(spec)
				}
				decls = append(decls, group)
				continue
			}
			for _, spec := range d.Specs {
				single := &decl{file: f, node: spec}
				switch s := spec.(type) {
				case *ast.ValueSpec:
					single.span = p.span(s.Doc, s, s.Comment)
				case *ast.TypeSpec:
					single.span = p.span(s.Doc, s, s.Comment)
				}
				single.declare(spec)
				decls = append(decls, single)
			}
		}
	}
	return decls
}

// counts reports whether the constants of a group depend on their order.
func counts(d *ast.GenDecl) bool {
	for _, spec := range d.Specs {
		s, ok := spec.(*ast.ValueSpec)
		if !ok || len(s.Values) == 0 {
			return true
		}
		usesIota := false
		ast.Inspect(s, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			usesIota = usesIota || ok && id.Name == "iota"
			return true
		})
		if usesIota {
			return true
		}
	}
	return false
}

// declare notes what a declaration declares. A blank variable whose value is computed stays: that may have an effect.
func (d *decl) declare(spec ast.Spec) {
	switch s := spec.(type) {
	case *ast.TypeSpec:
		d.names = append(d.names, s.Name.Name)
	case *ast.ValueSpec:
		for i, name := range s.Names {
			if name.Name != "_" {
				d.names = append(d.names, name.Name)
				continue
			}
			// `var _ Interface = (*T)(nil)` only makes the compiler compare the two.
			if last := len(s.Values) - 1; last >= 0 && !isConversion(s.Values[min(i, last)]) {
				d.isRoot = true
			}
		}
	}
}

func isConversion(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.CompositeLit, *ast.UnaryExpr, *ast.Ident, *ast.BasicLit, *ast.SelectorExpr:
		return true
	case *ast.CallExpr:
		_, ok := e.Fun.(*ast.ParenExpr)
		return ok
	default:
		return false
	}
}

// receiver returns the name of the type of a method.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	default:
		return ""
	}
}

// span returns the place of a declaration with its comments.
func (p *program) span(doc *ast.CommentGroup, node ast.Node, comment *ast.CommentGroup) span {
	from, to := node.Pos(), node.End()
	if doc != nil {
		from = doc.Pos()
	}
	if comment != nil {
		to = comment.End()
	}
	return span{p.files.Position(from).Offset, p.files.Position(to).Offset}
}
