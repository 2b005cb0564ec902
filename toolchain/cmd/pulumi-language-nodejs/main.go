// Command pulumi-language-nodejs is the language host that lets the Pulumi engine run Node.js
// programs and policy packs. It replaces the official host, which is not published as a Go module.
package main

import (
	"context"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"

	"plumbline/toolchain/internal/pluginserver"
)

// version is that of the engine this host is written for, set while building.
var version = "0.0.0"

func main() {
	pluginserver.Main(func(ctx context.Context, server *grpc.Server, engine string) {
		pulumirpc.RegisterLanguageRuntimeServer(server, newHost(ctx, engine))
	})
}
