package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// program is what is looked at: the shaken packages, and those that import one.
type program struct {
	files    *token.FileSet
	vendor   string
	packages map[string]*pkg // the shaken ones, by path
	names    map[string]bool // every identifier in what is kept: a client's method may be meant
	clients  map[string][]*decl
	queue    []*decl
}

type pkg struct {
	path  string
	name  string
	files []*file
	scope map[string][]*decl // by the name declared at top level
}

type file struct {
	pkg     *pkg
	path    string
	content []byte
	syntax  *ast.File
	imports map[string]string // paths by local name
	decls   []*decl
}

// A decl is what is kept or taken out in one piece.
type decl struct {
	file    *file
	node    ast.Node
	span    span
	names   []string // what it declares; the type for a method
	method  string   // name of the method it is
	methods []*decl  // of the type it is
	isRoot  bool
	kept    bool
}

// load reads the shaken packages below vendor, and marks what the other packages, and those in aws, use of them.
func load(vendor, aws string) (*program, error) {
	p := &program{
		files: token.NewFileSet(), vendor: vendor,
		packages: map[string]*pkg{}, names: map[string]bool{}, clients: map[string][]*decl{},
	}
	others := []string{aws}
	err := filepath.WalkDir(vendor, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(vendor, path)
		if err != nil {
			return err
		}
		if !shaken(filepath.ToSlash(rel)) {
			others = append(others, path)
			return nil
		}
		return p.add(filepath.ToSlash(rel), path)
	})
	if err != nil {
		return nil, err
	}
	for _, dir := range others {
		if err := p.addUser(dir); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// parse reads the Go files of a directory that belong to its package on some system.
func (p *program) parse(dir string, mode parser.Mode) ([]*file, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*file
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		syntax, err := parser.ParseFile(p.files, path, content, mode|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, &file{path: path, content: content, syntax: syntax})
	}
	return files, nil
}

// add takes in a package that is shaken.
func (p *program) add(path, dir string) error {
	files, err := p.parse(dir, parser.ParseComments)
	if err != nil || len(files) == 0 {
		return err
	}
	k := &pkg{path: path, name: files[0].syntax.Name.Name, files: files, scope: map[string][]*decl{}}
	p.packages[path] = k
	for _, f := range files {
		f.pkg = k
		for _, d := range p.split(f) {
			f.decls = append(f.decls, d)
			if d.method != "" {
				continue
			}
			for _, name := range d.names {
				k.scope[name] = append(k.scope[name], d)
			}
		}
	}
	for _, f := range files {
		for _, d := range f.decls {
			if d.method == "" {
				continue
			}
			for _, receiver := range k.scope[d.names[0]] {
				receiver.methods = append(receiver.methods, d)
			}
		}
	}
	return nil
}

// addUser marks what a package that is not shaken uses of those that are.
func (p *program) addUser(dir string) error {
	files, err := p.parse(dir, parser.ImportsOnly)
	if err != nil {
		return err
	}
	concerned := false
	for _, f := range files {
		for _, spec := range f.syntax.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			concerned = concerned || err == nil && p.packages[path] != nil
		}
	}
	if !concerned {
		return nil
	}
	if files, err = p.parse(dir, 0); err != nil {
		return err
	}
	for _, f := range files {
		p.resolveImports(f)
		p.follow(f, f.syntax)
	}
	return nil
}

// resolveImports finds the names by which a file knows the packages it imports.
func (p *program) resolveImports(f *file) {
	f.imports = map[string]string{}
	for _, spec := range f.syntax.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		} else {
			name = p.packageName(path)
		}
		f.imports[name] = path
	}
}

// packageName returns the name that a package gives itself.
func (p *program) packageName(path string) string {
	if k := p.packages[path]; k != nil {
		return k.name
	}
	files, err := filepath.Glob(filepath.Join(p.vendor, path, "*.go"))
	if err == nil {
		for _, f := range files {
			syntax, err := parser.ParseFile(token.NewFileSet(), f, nil, parser.PackageClauseOnly)
			if err == nil && syntax.Name.Name != "main" {
				return syntax.Name.Name
			}
		}
	}
	name := path[strings.LastIndex(path, "/")+1:] // of the standard library
	if len(name) > 1 && name[0] == 'v' && name[1] >= '0' && name[1] <= '9' {
		return p.packageName(strings.TrimSuffix(path, "/"+name)) // math/rand/v2
	}
	return name
}
