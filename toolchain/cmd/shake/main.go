// Command shake takes out of vendored packages what the programs in toolchain/ never use, so that it need not be
// compiled: of the Terraform AWS provider's services the resource types that the provider in aws/ does not serve, and
// of the AWS SDK the operations and types that are then called and named by nothing. Of the CLI, `pulumi api`.
//
// A declaration stays if one that stays names it. Nothing is changed otherwise, and what is taken out too much, the
// compiler misses. See reach.go for what counts as naming.
//
// Usage: shake VENDOR_DIRECTORY AWS_DIRECTORY
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

const (
	provider = "github.com/hashicorp/terraform-provider-aws/"
	services = provider + "internal/service/"
	clients  = provider + "internal/conns"
	sdk      = "github.com/aws/aws-sdk-go-v2/service/"
	cloud    = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/cloud" // mostly `pulumi api`
)

// shaken reports whether a package loses what is not used of it.
func shaken(path string) bool {
	return path == clients || path == cloud || strings.HasPrefix(path, services) ||
		strings.HasPrefix(path, sdk) && !strings.HasPrefix(path, sdk+"internal/")
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("shake: ")
	if len(os.Args) != 3 {
		log.Fatal("usage: shake VENDOR_DIRECTORY AWS_DIRECTORY")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(vendor, aws string) error {
	served, err := readServed(aws)
	if err != nil {
		return err
	}
	if err := served.prune(filepath.Join(vendor, services)); err != nil {
		return err
	}
	p, err := load(vendor, aws)
	if err != nil {
		return err
	}
	p.reach()
	before, after, err := p.write()
	if err != nil {
		return err
	}
	fmt.Printf("%.1f of %.1f MB are left\n", float64(after)/1e6, float64(before)/1e6)
	return nil
}
