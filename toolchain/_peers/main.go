// Command terraform-provider-aws serves the AWS provider that pulumi-resource-aws bridges to OpenTofu, which the bench
// compares previews with. It is compiled from the same sources, changes of trim-aws included; and so it talks to an
// emulator on this machine only.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5"
	"github.com/hashicorp/terraform-plugin-go/tfprotov5/tf5server"
	"github.com/hashicorp/terraform-plugin-mux/tf5muxserver"
	"github.com/hashicorp/terraform-provider-aws/xpprovider"
)

func main() {
	ctx := context.Background()
	framework, sdk, err := xpprovider.GetProvider(ctx)
	if err != nil {
		log.Fatal(err)
	}
	mux, err := tf5muxserver.NewMuxServer(ctx,
		func() tfprotov5.ProviderServer { return sdk.GRPCProvider() }, providerserver.NewProtocol5(framework))
	if err != nil {
		log.Fatal(err)
	}
	if err := tf5server.Serve("hashicorp/aws", mux.ProviderServer); err != nil {
		log.Fatal(err)
	}
}
