// Command pulumi-resource-random is a provider for the npm package @pulumi/random. It replaces the
// official one, which is not published as a Go module.
package main

import (
	"context"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"

	"plumbline/toolchain/internal/pluginserver"
)

func main() {
	pluginserver.Main(func(_ context.Context, server *grpc.Server, _ string) {
		pulumirpc.RegisterResourceProviderServer(server, plugin.NewProviderServer(&provider{}))
	})
}
