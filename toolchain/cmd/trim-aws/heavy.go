package main

import (
	"os"
	"path/filepath"
)

// The engine and the bridge import SDKs that take a fifth of the whole build, for what a stack on an emulator
// never uses. Without them the CLI has no driver for those addresses, and says which ones it has.
var (
	// unneeded are files and directories of the copies.
	unneeded = []string{
		// Credentials for Google Cloud.
		"pulumi/authhelpers",
		// `pulumi logs` of Google Cloud.
		"pulumi/operations/operations_gcp.go",
		// A provider mixed into another one, whose schema is generated while it runs: imports all code generators.
		"bridge/pkg/pf/tfbridge/provider_mux.go",
	}
	lighter = []edit{
		// `pulumi api`, which calls Pulumi Cloud by its OpenAPI document. What else is in its package, shake keeps.
		{"pulumi/cmd/pulumi/pulumi.go", "\t\t\t\tcloud.NewAPICmd(),\n", ""},
		{"pulumi/cmd/pulumi/pulumi.go", "\t\"github.com/pulumi/pulumi/pkg/v3/cmd/pulumi/cloud\"\n", ""},

		{"pulumi/operations/resources.go", "\tcase \"gcp\":\n\t\treturn GCPOperationsProvider(ctx, ops.config, ops.resource)\n", ""},

		// States in gs:// and azblob://.
		{"pulumi/backend/diy/backend.go", "\t_ \"gocloud.dev/blob/azureblob\" // driver for azblob://\n", ""},
		{"pulumi/backend/diy/backend.go", "\t\"gocloud.dev/blob/gcsblob\"     // driver for gs://\n", ""},
		{"pulumi/backend/diy/backend.go", "\t\"github.com/pulumi/pulumi/pkg/v3/authhelpers\"\n", ""},
		{
			"pulumi/backend/diy/backend.go",
			"\tif p.Scheme == gcsblob.Scheme {\n\t\tblobmux, err = authhelpers.GoogleCredentialsMux(ctx)\n" +
				"\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t}\n",
			"",
		},

		// They are still known as places of states: opening one says which drivers there are.
		{
			"pulumi/backend/diy/backend.go",
			"\treturn blob.DefaultURLMux().ValidBucketScheme(u.Scheme)\n",
			"\treturn u.Scheme == \"gs\" || u.Scheme == \"azblob\" || blob.DefaultURLMux().ValidBucketScheme(u.Scheme)\n",
		},

		// Secrets encrypted by azurekeyvault://, gcpkms:// and hashivault://.
		{"pulumi/secrets/cloud/manager.go", "\t_ \"gocloud.dev/secrets/azurekeyvault\" // support for azurekeyvault://\n", ""},
		{"pulumi/secrets/cloud/manager.go", "\t\"gocloud.dev/secrets/gcpkms\"          // support for gcpkms://\n", ""},
		{"pulumi/secrets/cloud/manager.go", "\t_ \"gocloud.dev/secrets/hashivault\"    // support for hashivault://\n", ""},
		{"pulumi/secrets/cloud/manager.go", "\t\"google.golang.org/api/cloudkms/v1\"\n", ""},
		{"pulumi/secrets/cloud/manager.go", "\t\"github.com/pulumi/pulumi/pkg/v3/authhelpers\"\n", ""},
		{
			"pulumi/secrets/cloud/manager.go",
			"\tcase gcpkms.Scheme:\n" +
				"\t\tcredentials, err := authhelpers.ResolveGoogleCredentials(ctx, cloudkms.CloudkmsScope)\n" +
				"\t\tif err != nil {\n" +
				"\t\t\treturn nil, fmt.Errorf(\"missing google credentials: %w\", err)\n" +
				"\t\t}\n\n" +
				"\t\tkmsClient, _, err := gcpkms.Dial(ctx, credentials.TokenSource)\n" +
				"\t\tif err != nil {\n" +
				"\t\t\treturn nil, fmt.Errorf(\"failed to connect to gcpkms: %w\", err)\n" +
				"\t\t}\n" +
				"\t\topener := gcpkms.URLOpener{\n\t\t\tClient: kmsClient,\n\t\t}\n\n" +
				"\t\treturn opener.OpenKeeperURL(ctx, u)\n",
			"",
		},
	}

	// newer makes the bridge fit the engine's version, as its own 3.135.0 does.
	newer = []edit{
		{
			"bridge/pkg/x/muxer/mapping.go",
			"muxedSchema.Provider = schema.ResourceSpec{}\n",
			"muxedSchema.Provider = &schema.ResourceSpec{}\n",
		},
		{
			"bridge/pkg/x/muxer/mapping.go",
			"m.layerProvider(&m.dstSchema.Provider, m.srcSchema.Provider)\n",
			"m.layerProvider(m.dstSchema.Provider, m.srcSchema.Provider)\n",
		},
		{
			"bridge/pkg/x/muxer/mapping.go",
			"layerProvider(dst *schema.ResourceSpec, src schema.ResourceSpec) {\n",
			"layerProvider(dst, src *schema.ResourceSpec) {\n\tif src == nil {\n\t\treturn\n\t}\n",
		},
	}
)

// lighten takes out of the copies in dest what makes them import too much.
func lighten(dest string) error {
	for _, name := range unneeded {
		path := filepath.Join(dest, name)
		if _, err := os.Stat(path); err != nil {
			return err
		}
		if err := os.RemoveAll(path); err != nil {
			return err
		}
	}
	return changes{edits: append(lighter, newer...)}.apply("", dest)
}
