package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// changes are made to the copies.
type changes struct {
	additions []addition
	edits     []edit
}

// An addition is a file put into the copies: a copy of one in toolchain/, in another package.
type addition struct{ from, to, pkg string }

// An edit makes the copies use the additions. The old text occurs exactly once.
type edit struct{ file, old, new string }

var packageClause = regexp.MustCompile(`(?m)^package \w+\n`)

// apply changes the copies in dest, with files of toolchain.
func (c changes) apply(toolchain, dest string) error {
	for _, a := range c.additions {
		content, err := os.ReadFile(filepath.Join(toolchain, a.from))
		if err != nil {
			return err
		}
		content = packageClause.ReplaceAll(content, []byte("package "+a.pkg+"\n"))
		if err := writeFile(filepath.Join(dest, a.to), content); err != nil {
			return err
		}
	}
	for _, e := range c.edits {
		path := filepath.Join(dest, e.file)
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if n := bytes.Count(content, []byte(e.old)); n != 1 {
			return fmt.Errorf("%s contains %q %d times instead of once", e.file, e.old, n)
		}
		content = bytes.Replace(content, []byte(e.old), []byte(e.new), 1)
		if err := writeFile(path, content); err != nil {
			return err
		}
	}
	return nil
}
